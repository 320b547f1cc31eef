/** Icons: 16 by 16, one line weight, drawn here so that nothing is fetched. They say nothing by themselves: labels do. */
const lines = {
  chapters: 'M2.5 3.5h11v9h-11zM6 3.5v9',
  side: 'M2.5 3.5h11v9h-11zM10 3.5v9',
  console: 'M2.5 3.5h11v9h-11zM5 7l2 1.6L5 10.2M8.5 10.2H11',
  light:
    'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1.6v1.2M8 13.2v1.2M1.6 8h1.2M13.2 8h1.2M3.5 3.5l.8.8M11.7 11.7l.8.8M12.5 3.5l-.8.8M4.3 11.7l-.8.8',
  dark: 'M13 9.6A5.4 5.4 0 0 1 6.4 3a5.4 5.4 0 1 0 6.6 6.6z',
  system: 'M2.5 3.5h11v7h-11zM6 13h4M8 10.5V13',
  copy: 'M5.5 5.5h7.5v7.5H5.5zM3 10.5V3h7.5',
  done: 'M3 8.5l3.2 3L13 4.5',
  close: 'M4 4l8 8M12 4l-8 8',
  add: 'M8 3v10M3 8h10',
  edit: 'M3 13l.6-2.8L10.8 3l2.2 2.2-7.2 7.2z',
  remove: 'M3 4.5h10M6.2 4.5V3h3.6v1.5M4.3 4.5l.6 8.5h6.2l.6-8.5',
  search: 'M7 3a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM10 10l3.5 3.5',
  down: 'M4 6.5l4 4 4-4',
  up: 'M4 9.5l4-4 4 4',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  warn: 'M8 2.5l6 10.5H2zM8 6.5v3M8 11.4v.1',
} as const

const shapes = {
  first: 'M3.5 3h1.6v10H3.5zM13 3v10L6 8z',
  back: 'M12 3v10L4.5 8z',
  play: 'M4.5 2.8v10.4L13 8z',
  pause: 'M4 3h2.8v10H4zM9.2 3H12v10H9.2z',
  forward: 'M4 3v10l7.5-5z',
  last: 'M10.9 3h1.6v10h-1.6zM3 3v10l7-5z',
} as const

export type IconName = keyof typeof lines | keyof typeof shapes

export function Icon({ name }: { name: IconName }) {
  const filled = name in shapes
  const d = { ...lines, ...shapes }[name]
  return (
    <svg className={filled ? 'icon filled' : 'icon'} viewBox="0 0 16 16" aria-hidden="true">
      <path d={d} />
    </svg>
  )
}

/** The three stacked plates of the logo. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 32 32" aria-hidden="true">
      <path className="top" d="M16 4 28 10 16 16 4 10Z" />
      <path d="m4 16 12 6 12-6" />
      <path d="m4 22 12 6 12-6" />
    </svg>
  )
}
