import { useMutation, useQueryClient } from '@tanstack/react-query'
import { keys } from './keys.ts'

/**
 * Something an operator does. Whatever came of it, what is shown is read again: a refusal means that somebody else was first. `onDone` hears of
 * success only.
 */
export function useAction<Answer, Input = void>(
  act: (input: Input) => Promise<Answer>,
  onDone?: (answer: Answer) => void,
) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: (answer) => onDone?.(answer),
    onSettled: () => client.invalidateQueries({ queryKey: keys.all }),
  })
}
