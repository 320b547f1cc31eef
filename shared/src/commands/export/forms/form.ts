/**
 * What a row of the tables says. `form`: how the command is written (grammar.ts). `python`: the call of redis-py, with
 * the names of the form where their values go; none where redis-py has no such method, in 4.3 as in today's.
 *
 *     name  one value       *name  all of them      [name]  a list of them      [name/other]  … in turns
 *     {name: other}  a dict      LIMIT.1  an operand by its place      "ENCODING"  itself
 *     ASC|DESC  the name of the one given      unit.lower  in small letters
 *
 * An argument whose name was not given is left out. `NX` alone is True where the option was given.
 */
export interface Form {
  form: string
  python?: string
}

/** Forms by the command's name, `XGROUP CREATE` with its subcommand. The first that fits is taken. */
export type Forms = Record<string, readonly Form[]>

/** One way to write a command. */
export const one = (form: string, python?: string): readonly Form[] => [
  python === undefined ? { form } : { form, python },
]
