import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020'
import addFormats from 'ajv-formats'

type Schema = Record<string, unknown>
interface Media {
  content?: Record<string, { schema: Schema }>
}
export interface Operation {
  operationId: string
  security?: unknown[]
  requestBody?: Media
  responses: Record<string, Media>
}
export type ApiDescription = {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

/** Judges what the server says by what its description promises. A field the description does not know is a fault. */
export function openContract(api: ApiDescription) {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true })
  addFormats(ajv)
  ajv.addSchema({ $id: 'api', $defs: JSON.parse(inDefs(api.components.schemas, '')) } as Schema)
  const known = new Map<string, ValidateFunction>()

  function judge(schema: Schema): ValidateFunction {
    const text = inDefs(schema, 'api')
    const judged = known.get(text) ?? ajv.compile(JSON.parse(text))
    known.set(text, judged)
    return judged
  }

  function schemaOf(method: string, path: string, status: number, type: string): Schema {
    const schema = api.paths[path]?.[method.toLowerCase()]?.responses[status]?.content?.[type]?.schema
    if (!schema) throw new Error(`${method} ${path} does not say that it answers ${status} ${type}`)
    return schema
  }

  return {
    /** Every schema of the description, so that one that is no schema is found. */
    compileAll() {
      for (const operation of Object.values(api.paths).flatMap((each) => Object.values(each)))
        for (const { content = {} } of [operation.requestBody ?? {}, ...Object.values(operation.responses)])
          for (const { schema } of Object.values(content)) judge(schema)
    },
    /** What is wrong with an answer; null when it is as promised. */
    faults(method: string, path: string, status: number, type: string, body: unknown): string | null {
      const judged = judge(schemaOf(method, path, status, type))
      return judged(body) ? null : ajv.errorsText(judged.errors)
    },
  }
}

function inDefs(schema: Schema, where: string): string {
  return JSON.stringify(closed(schema)).replaceAll('"#/components/schemas/', `"${where}#/$defs/`)
}

/** The same schema with every object closed that does not say itself what else it may hold. */
function closed<T>(schema: T): T {
  if (Array.isArray(schema)) return schema.map(closed) as T
  if (schema === null || typeof schema !== 'object') return schema
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]))
  const isObject = 'properties' in inner && inner.type === 'object'
  return (
    isObject && !('additionalProperties' in inner) ? { ...inner, additionalProperties: false } : inner
  ) as T
}
