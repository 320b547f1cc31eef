/** An SVG element as indented text, one node a line, so that a golden picture's difference can be read. */
export function serialise(node: Element, indent = ''): string {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  const attributes = [...node.attributes].map(({ name, value }) => ` ${name}="${escaped(value)}"`).sort()
  const open = `${indent}<${node.localName}${attributes.join('')}>`
  const close = `</${node.localName}>\n`
  if (node.children.length === 0) return `${open}${escaped(node.textContent ?? '')}${close}`
  const children = [...node.children].map(child => serialise(child, `${indent} `))
  return `${open}\n${children.join('')}${indent}${close}`
}
