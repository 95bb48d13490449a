import { config } from 'zod'

// The pages' security policy forbids making code from text, which zod tries in order to parse faster. Imported before any schema.
config({ jitless: true })
