/** The few pages that need no client: entering the token, and nothing here. No script, no inline style. */

export const PLAIN_CSS = `:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 28rem; margin: 20vh auto 0; padding: 0 1rem }
input, button { font: inherit; padding: 0.4rem 0.6rem }
label { display: block; margin-bottom: 0.25rem }
`

const page = (title: string, body: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Redis Deep Dive</title>
<link rel="icon" type="image/svg+xml" href="/favicon.svg">
<link rel="stylesheet" href="/plain.css">
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`

/** @param trouble one of our own sentences, never what somebody sent; empty: none */
export const loginPage = (trouble: string): string =>
  page(
    'Token needed',
    `<p>This server is open to other machines, so it asks for the token it was started with.</p>
${trouble === '' ? '' : `<p role="alert">${trouble}</p>`}
<form method="post" action="/login">
<label for="token">Token</label>
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
<button>Come in</button>
</form>`,
  )

export const notFoundPage: string = page(
  'Nothing here',
  '<p>This address leads nowhere. <a href="/">Open the playground</a>.</p>',
)

/** The server runs, but its client was never built. */
export const notBuiltPage: string = page(
  'The page is not built',
  '<p>The server runs, but there is no page to show. Run <code>npm start</code>, or <code>npm run build</code> and reload.</p>',
)
