import { languages, Range, Selection, Uri, ViewColumn, type WebviewPanel, window, workspace } from 'vscode'

/** Where a step of the host has its cause; lines and characters count from 0. */
interface Place {
  readonly uri: string
  readonly range: {
    readonly start: { readonly line: number; readonly character: number }
    readonly end: { readonly line: number; readonly character: number }
  }
}

interface Row {
  readonly text: string
  readonly outcome: 'ok' | 'failed' | 'unknown'
  readonly place?: Place
}

/** A host that boots, as the server tells it. */
export interface HostBoot {
  readonly host: string
  readonly release: string
  readonly sentence: string
  readonly sections: readonly { readonly title: string; readonly rows: readonly Row[] }[]
}

export type AskBoot = (uri: string) => Promise<HostBoot | null | undefined>

/** Shows the host of a file as it boots; a click leads to the line behind a step, and the view follows each edit. */
export async function showHost(ask: AskBoot, named: unknown): Promise<void> {
  const uri = typeof named === 'string' ? named : window.activeTextEditor?.document.uri.toString()
  const boot = uri === undefined ? undefined : await ask(uri)
  if (uri === undefined || !boot) {
    void window.showInformationMessage(
      'Open a file of a host: a folder that holds etc/xen and the rest as they lie under /.'
    )
    return
  }
  const panel = window.createWebviewPanel('xenlint.host', `Host ${boot.host}`, ViewColumn.Beside, {
    enableScripts: true,
    retainContextWhenHidden: true
  })
  let shown = boot
  panel.webview.html = page(shown, panel)
  panel.webview.onDidReceiveMessage(async ({ section, row }: { section: number; row: number }) => {
    const place = shown.sections[section]?.rows[row]?.place
    if (place) await reveal(place)
  })
  const following = languages.onDidChangeDiagnostics(async () => {
    const now = await ask(uri)
    if (!now || JSON.stringify(now) === JSON.stringify(shown)) return
    shown = now
    panel.webview.html = page(shown, panel)
  })
  panel.onDidDispose(() => following.dispose())
}

async function reveal({ uri, range: { start, end } }: Place): Promise<void> {
  const document = await workspace.openTextDocument(Uri.parse(uri))
  const range = new Range(start.line, start.character, end.line, end.character)
  const editor = await window.showTextDocument(document, { viewColumn: ViewColumn.One })
  editor.selection = new Selection(range.start, range.end)
  editor.revealRange(range)
}

function page({ host, release, sentence, sections }: HostBoot, { webview }: WebviewPanel): string {
  const nonce = Array.from(globalThis.crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0')
  ).join('')
  const body = sections.map(
    ({ title, rows }, section) => `<h2>${escaped(title)}</h2>
<ul>${rows.map((row, index) => rowHtml(row, section, index)).join('')}</ul>`
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}' ${webview.cspSource}; script-src 'nonce-${nonce}'">
<style nonce="${nonce}">${style}</style>
</head>
<body>
<h1>Host ${escaped(host)} <small>${escaped(release)}</small></h1>
<p class="sentence">${marked(sentence)}</p>
${body.join('\n')}
<script nonce="${nonce}">${script}</script>
</body>
</html>`
}

function rowHtml({ text, outcome, place }: Row, section: number, row: number): string {
  const mark = { ok: '●', failed: '✕', unknown: '?' }[outcome]
  const words = place
    ? `<button data-section="${section}" data-row="${row}">${marked(text)}</button>`
    : marked(text)
  return `<li class="${outcome}"><span class="mark" aria-label="${outcome}">${mark}</span><span>${words}</span></li>`
}

/** Words in backticks stand apart, as everywhere; what xl quotes `so' does not. */
function marked(text: string): string {
  return escaped(text).replace(/`([^`&\s]+&#39;)|`([^`]*)`/g, (all, quoted, code) =>
    quoted ? all : `<code>${code}</code>`
  )
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

const style = `
body { font: var(--vscode-font-size) var(--vscode-font-family); color: var(--vscode-foreground); padding: 0 1.5em 2em; max-width: 60em; }
h1 { font-size: 1.4em; font-weight: 600; } h1 small { font-weight: 400; color: var(--vscode-descriptionForeground); margin-left: .6em; }
h2 { font-size: 1em; font-weight: 600; margin: 1.6em 0 .4em; color: var(--vscode-descriptionForeground); }
.sentence { font-size: 1.1em; }
ul { list-style: none; margin: 0; padding: 0; border-left: 2px solid var(--vscode-widget-border, var(--vscode-panel-border)); }
li { display: flex; gap: .7em; padding: .2em 0 .2em .9em; }
.mark { flex: none; width: 1em; text-align: center; }
.ok .mark { color: var(--vscode-testing-iconPassed, var(--vscode-charts-green)); }
.failed .mark { color: var(--vscode-errorForeground); }
.unknown .mark { color: var(--vscode-editorWarning-foreground); }
button { all: unset; cursor: pointer; } button:hover, button:focus-visible { color: var(--vscode-textLink-foreground); text-decoration: underline; }
`

const script = `
const editor = acquireVsCodeApi()
for (const button of document.querySelectorAll('button'))
  button.addEventListener('click', () =>
    editor.postMessage({ section: Number(button.dataset.section), row: Number(button.dataset.row) }))
`
