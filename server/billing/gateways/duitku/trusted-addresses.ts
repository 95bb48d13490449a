import { BlockList, isIPv6 } from 'node:net'

/** The addresses Duitku says it calls from: its production machines, then its sandbox ones. */
const published = [
  ...['182.23.85.8', '182.23.85.9', '182.23.85.10', '182.23.85.13', '182.23.85.14'],
  ...['103.177.101.184', '103.177.101.185', '103.177.101.186', '103.177.101.189', '103.177.101.190'],
  ...['182.23.85.11', '182.23.85.12', '103.177.101.187', '103.177.101.188'],
]

/** Whether an address is one of a list of addresses, ranges and `published`. An empty list trusts every address. */
export function trustedAddresses(list: string[]): (address: string) => boolean {
  if (list.length === 0) return () => true
  const known = new BlockList()
  for (const entry of list.flatMap((each) => (each === 'published' ? published : [each]))) {
    const [address = '', bits] = entry.split('/')
    if (bits === undefined) known.addAddress(address, family(address))
    else known.addSubnet(address, Number(bits), family(address))
  }
  return (address) => {
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
    return known.check(plain, family(plain))
  }
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4'
}
