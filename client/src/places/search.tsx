/** Search: a field that narrows a table, and how much is left of it. */
interface SearchProps {
  label: string
  text: string
  count: number
  of: number
  onText: (text: string) => void
}

export const Search = ({ label, text, count, of, onText }: SearchProps) => (
  <search className="reference-search">
    <input
      type="search"
      className="field"
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={event => onText(event.target.value)}
    />
    <span className="muted" role="status">
      {count === of ? `${of} rows` : `${count} of ${of}`}
    </span>
  </search>
)
