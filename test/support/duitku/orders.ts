export interface SimulatedOrder {
  orderId: string
  reference: string
  amount: number
  productDetails: string
  customerName: string
  additionalParam: string
  merchantUserInfo: string
  callbackUrl: string
  returnUrl: string
  /** As transactionStatus tells it. */
  statusCode: '00' | '01' | '02'
  statusMessage: string
  paidAmount: number
  paymentCode: string
}

/** The notification form of an order, or a lie about it. */
export interface Telling {
  /** Signed by the scheme of the account, by the other one, or by nobody who knows the key. */
  signed?: 'right' | 'other' | 'wrong'
  /** As it is written in the form; it is what gets signed. */
  amount?: string
  /** Not covered by the signature. */
  resultCode?: string
  extra?: Record<string, string>
  /** Sent so many times, whatever is answered. */
  copies?: number
  tries?: number
  betweenMs?: number
}
