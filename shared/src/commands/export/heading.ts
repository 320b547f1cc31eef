/** What a script says of itself at its head. */
import { fileName, type Language, languages } from './languages.ts'
import { comment } from './literal.ts'

/** Its lines, without the marks of a comment. */
export function heading(language: Language, title: string): string[] {
  const { run, needs } = languages[language]
  return [comment(title), `REDIS_URL=redis://127.0.0.1:6379 ${run} ${fileName(language, title)} (needs: ${needs})`]
}
