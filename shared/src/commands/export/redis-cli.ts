/** A command as a line of redis-cli. */
import { quote } from '../parse.ts'
import type { Command } from './read.ts'

export const inRedisCli = ({ name, parts }: Command): string =>
  [quote(name), ...parts.map(part => quote(part.value))].join(' ')
