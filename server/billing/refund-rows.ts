/** A row of `refunds`, as the database gives it. `amount` is whole rupiah. */
export interface RefundRow {
  id: string
  payment_id: string
  account_id: string
  kind: 'withdrawal' | 'prorated' | 'service'
  reason: string
  amount: number
  credits: number
  status: 'requested' | 'approved' | 'paid' | 'rejected'
  requested_by: string
  requested_at: Date
  decided_by: string | null
  decided_at: Date | null
  note: string | null
  paid_reference: string | null
  paid_at: Date | null
  /** What became of asking the gateway to send it; null: none was asked. */
  gateway_state: 'asked' | 'pending' | 'failed' | null
  gateway_reference: string | null
  gateway_detail: string | null
}
