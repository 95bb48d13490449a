import type { LetterKinds } from '#server/platform/mail/letter-kinds.ts'
import { renderLetter } from '#server/platform/mail/render-letter.ts'
import { WelcomeLetter, welcomeWords } from './letters/WelcomeLetter.tsx'

/** Letters about people that are put into words when they are sent, by their kind. */
export const accountsLetters: LetterKinds = {
  welcome: async ({ config }, _data, { locale, name }) => ({
    subject: welcomeWords[locale].subject,
    ...(await renderLetter(<WelcomeLetter locale={locale} name={name} url={`${config.publicUrl}/studio`} />)),
  }),
}
