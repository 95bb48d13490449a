/**
 * The Idempotency-Key of a press of the button. It stays while the input stays, so a repeated or double press is answered
 * with the same run; once that run was accepted and the button is free again, the next press is a new wish.
 */
export class AttemptKey {
  #body: string | null = null
  #key = ''

  for(body: unknown): string {
    const text = JSON.stringify(body)
    if (text !== this.#body) {
      this.#body = text
      this.#key = crypto.randomUUID()
    }
    return this.#key
  }

  /** The wish was granted. */
  spent() {
    this.#body = null
  }
}
