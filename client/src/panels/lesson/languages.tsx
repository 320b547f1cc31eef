/** Languages: one line as a program would write it. */
export function Languages({ line }: { line: string }) {
  return <code className="hidden">{line}</code>
}
