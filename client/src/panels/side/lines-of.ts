/** The lines that make an edit, as they are shown before they run and then typed into the console. */
import { type Edit, editCommand } from '@rdd/shared/commands/edit'
import { quote } from '@rdd/shared/commands/parse'
import type { KeyView } from '@rdd/shared/keyspace/view'

export const linesOf = (view: KeyView, edit: Edit): string[] =>
  editCommand(view, edit).map(argv => argv.map(quote).join(' '))
