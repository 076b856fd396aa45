/** A look-up has three ends: it was found, it certainly is not there, or nothing is known because a server did not answer. */
export type Looked<T> = { state: "found"; values: T[] } | { state: "none" } | { state: "unknown"; why: string };

export type MailExchange = { exchange: string; priority: number };

/** Name servers asked for one name. Nothing throws: an answer that does not come is `unknown`. */
export type DnsView = {
  /** Each record whole: its chunks are joined. */
  txt(name: string): Promise<Looked<string>>;
  mx(name: string): Promise<Looked<MailExchange>>;
  cname(name: string): Promise<Looked<string>>;
  /** IPv4 and IPv6, aliases followed as far as the servers follow them. */
  address(name: string): Promise<Looked<string>>;
};

export type Zone = {
  /** The name that the name servers are of: a domain, or a parent of it. */
  name: string;
  /** In lower case, without the final dot. */
  nameServers: string[];
  /** Asks the zone's own servers, so that no answer that was cached earlier stands in the way. */
  view: DnsView;
};

export type Dns = {
  /** The recursive servers of this machine. */
  view: DnsView;
  /** The zone that a domain is in. `none`: there is no such domain. */
  zoneOf(
    domain: string,
  ): Promise<{ state: "found"; zone: Zone } | { state: "none" } | { state: "unknown"; why: string }>;
};
