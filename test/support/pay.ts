/** Plays the customer on the sandbox gateway's page: opens it, chooses a way to pay and acts. Resolves when word has been sent. */
export async function atSandbox(
  url: string,
  act: 'pay' | 'twice' | 'fail' | 'expire',
  method = 'NQ',
): Promise<void> {
  const opened = await fetch(url)
  if (opened.status !== 200) throw new Error(`the page to pay on answered ${opened.status}`)
  await submit(`${url}/method`, { method })
  await submit(`${url}/${act}`, {})
}

async function submit(url: string, form: Record<string, string>): Promise<void> {
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })
  if (answer.status !== 303) throw new Error(`${url} answered ${answer.status} ${await answer.text()}`)
}
