import { readFile, writeFile } from 'node:fs/promises'
import { codegen } from '@graphql-codegen/core'
import * as typescript from '@graphql-codegen/typescript'
import { buildSchema, parse } from 'graphql'

/** Writes the types of the schema; with `--check` compares them with what is checked in. Run by `npm run generate` and `npm run check`. */
const FILE = new URL('./schema.generated.ts', import.meta.url)

const sdl = await readFile(new URL('../../schema.graphql', import.meta.url), 'utf8')
const text = await codegen({
  filename: 'schema.generated.ts',
  schema: parse(sdl),
  schemaAst: buildSchema(sdl),
  documents: [],
  config: {},
  plugins: [
    {
      typescript: {
        enumsAsTypes: true,
        useTypeImports: true,
        strictScalars: true,
        scalars: {
          DateTime: 'number',
          Date: 'string',
          PartialDate: 'string',
          Upload: './upload/uploaded-file.ts#UploadedFile',
        },
      },
    },
  ],
  pluginMap: { typescript },
})
if (process.argv.includes('--check')) {
  const checkedIn = await readFile(FILE, 'utf8').catch(() => '')
  if (checkedIn !== text) {
    console.error('src/api/schema.generated.ts is not what schema.graphql says: run npm run generate')
    process.exitCode = 1
  }
} else await writeFile(FILE, text)
