import type { ZoneFile } from "../../providers/dns/dns-laboratory";

export const DOMAIN = "northwind-lab.com";
export const GOOGLE = { "TXT _spf.google.com": ["v=spf1 ip4:192.0.2.0/24 ~all"] };

/** A domain with mailboxes at Google, without records for sending. */
export const zoneOf = (more: ZoneFile = {}, nameServer = "ada.ns.cloudflare.com"): ZoneFile => ({
  [`NS ${DOMAIN}`]: [nameServer],
  [`A ${nameServer}`]: ["127.0.0.1"],
  [`MX ${DOMAIN}`]: ["1 smtp.google.com"],
  ...GOOGLE,
  ...more,
});

export const RIGHT: ZoneFile = {
  [`TXT ${DOMAIN}`]: ["verification=1", "v=spf1 include:_spf.google.com ~all"],
  [`TXT _dmarc.${DOMAIN}`]: ["v=DMARC1; p=none"],
  [`TXT google._domainkey.${DOMAIN}`]: [`v=DKIM1; k=rsa; p=${"A".repeat(390)}`],
};
