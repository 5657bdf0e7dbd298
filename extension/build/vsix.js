// Packs xenlint.vsix, byte for byte the same from the same sources. A .vsix is a zip with two lists beside the extension;
// vsce would write the same, but wants Node 22 and brings a hundred packages for publishing, which nobody asks of it here.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { extname, join, relative } from 'node:path'
import JSZip from 'jszip'

const here = join(import.meta.dirname, '..')
const manifest = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'))
const shipped = [
  'README.md',
  'CHANGELOG.md',
  'bundle',
  'language-configuration',
  'snippets',
  'syntaxes',
  'walkthrough'
]

const types = {
  '.cjs': 'application/javascript',
  '.js': 'application/javascript',
  '.json': 'application/json',
  '.md': 'text/markdown',
  '.png': 'image/png',
  '.txt': 'text/plain',
  '.vsixmanifest': 'text/xml'
}

const files = new Map(
  shipped.flatMap(filesBelow).map((file) => [`extension/${file}`, readFileSync(join(here, file))])
)
files.set('extension/LICENSE.txt', readFileSync(join(here, '../LICENSE')))
files.set('extension/package.json', Buffer.from(`${JSON.stringify(shippedManifest(), null, 2)}\n`))
files.set('extension.vsixmanifest', Buffer.from(vsixManifest()))
files.set('[Content_Types].xml', Buffer.from(contentTypes()))

const largest = 1_000_000
const sorted = [...files].sort(([one], [other]) => (one < other ? -1 : 1))
const zip = new JSZip()
for (const [path, bytes] of sorted) zip.file(path, bytes, { date: packedAt(), createFolders: false })
const packed = await zip.generateAsync({
  type: 'nodebuffer',
  compression: 'DEFLATE',
  compressionOptions: { level: 9 },
  platform: 'UNIX'
})
// Whoever adds to it sees at once what no one should have to download.
if (packed.length > largest) throw new Error(`the package has ${packed.length} bytes, more than ${largest}`)
const target = join(here, 'xenlint.vsix')
writeFileSync(target, packed)
console.log(`${relative(process.cwd(), target)}: ${files.size} files, ${Math.ceil(packed.length / 1024)} KiB`)

function filesBelow(name) {
  if (statSync(join(here, name)).isFile()) return [name]
  return readdirSync(join(here, name)).flatMap((each) => filesBelow(`${name}/${each}`))
}

// All code stands in the bundle, so the shipped manifest names nothing to install or to run.
function shippedManifest() {
  const { dependencies: _, devDependencies: __, scripts: ___, private: ____, ...rest } = manifest
  return rest
}

// Zip times count from 1980; the clock of the machine must not show.
function packedAt() {
  const seconds = Number(process.env['SOURCE_DATE_EPOCH'] ?? 0)
  return new Date(Math.max(seconds * 1000, Date.UTC(1980, 0, 1)))
}

function vsixManifest() {
  const {
    name,
    publisher,
    version,
    displayName,
    description,
    engines,
    keywords,
    categories,
    galleryBanner,
    icon
  } = manifest
  const property = (id, value) =>
    `      <Property Id="Microsoft.VisualStudio.${id}" Value="${escaped(value)}" />`
  const asset = (type, path) =>
    `    <Asset Type="Microsoft.VisualStudio.${type}" Path="extension/${path}" Addressable="true" />`
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">',
    '  <Metadata>',
    `    <Identity Language="en-US" Id="${name}" Version="${version}" Publisher="${publisher}" />`,
    `    <DisplayName>${escaped(displayName)}</DisplayName>`,
    `    <Description xml:space="preserve">${escaped(description)}</Description>`,
    `    <Tags>${escaped(keywords.join(','))}</Tags>`,
    `    <Categories>${escaped(categories.join(','))}</Categories>`,
    '    <GalleryFlags>Public</GalleryFlags>',
    '    <Properties>',
    property('Code.Engine', engines.vscode),
    property('Code.ExtensionKind', 'workspace'),
    property('Services.Branding.Color', galleryBanner.color),
    property('Services.Branding.Theme', galleryBanner.theme),
    property('Services.GitHubFlavoredMarkdown', 'true'),
    property('Services.Content.Pricing', 'Free'),
    '    </Properties>',
    '    <License>extension/LICENSE.txt</License>',
    `    <Icon>extension/${icon}</Icon>`,
    '  </Metadata>',
    '  <Installation>',
    '    <InstallationTarget Id="Microsoft.VisualStudio.Code" />',
    '  </Installation>',
    '  <Dependencies />',
    '  <Assets>',
    asset('Code.Manifest', 'package.json'),
    asset('Services.Content.Details', 'README.md'),
    asset('Services.Content.Changelog', 'CHANGELOG.md'),
    asset('Services.Content.License', 'LICENSE.txt'),
    asset('Services.Icons.Default', icon),
    '  </Assets>',
    '</PackageManifest>',
    ''
  ].join('\n')
}

function contentTypes() {
  const endings = [...new Set([...files.keys()].map((file) => extname(file)))].filter(Boolean).sort()
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">',
    ...endings.map((ending) => `  <Default Extension="${ending}" ContentType="${types[ending]}" />`),
    '</Types>',
    ''
  ].join('\n')
}

function escaped(text) {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
