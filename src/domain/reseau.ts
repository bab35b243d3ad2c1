/** The network that an address is counted with: whoever has one IPv6 address has the whole /64 around it. Source: RFC 6177, RFC 4291. */

const GROUPES = 8

/** `203.0.113.9` stays; `2001:db8:1:2:…` becomes `2001:db8:1:2::/64`; an IPv4 address dressed as IPv6 is that IPv4 address. */
export function reseauOf(adresse: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(adresse)?.[1]
  if (mapped !== undefined) return mapped
  if (!adresse.includes(':')) return adresse
  const [head = '', tail] = adresse.toLowerCase().split('%', 1).join('').split('::')
  const [before, after] = [groupsOf(head), groupsOf(tail ?? '')]
  const groups = [...before, ...Array.from({ length: GROUPES - before.length - after.length }, () => '0'), ...after]
  const kept = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16))
  return `${kept.join(':')}::/64`
}

const groupsOf = (part: string): string[] => (part === '' ? [] : part.split(':'))
