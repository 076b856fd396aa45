/** A provider of mailboxes: how it is recognised, and the records that it wants. */
export type MailHost = {
  id: string;
  name: string;
  /** Ends of the names of its mail exchangers, and of its server for sending. */
  exchangers: readonly string[];
  smtp: readonly string[];
  /** The name that SPF includes. */
  include: string;
  /** Where its DKIM keys are published; only it can make them. */
  selectors: readonly string[];
  /** The way to its DKIM record. */
  dkimPath: string;
};

export const MAIL_HOSTS: readonly MailHost[] = [
  {
    id: "google",
    name: "Google Workspace",
    exchangers: ["google.com", "googlemail.com", "smtp.goog"],
    smtp: ["gmail.com", "google.com"],
    include: "_spf.google.com",
    selectors: ["google"],
    dkimPath: "Google Admin › Apps › Google Workspace › Gmail › Authenticate email › Generate new record",
  },
  {
    id: "microsoft",
    name: "Microsoft 365",
    exchangers: ["mail.protection.outlook.com", "mx.microsoft"],
    smtp: ["office365.com", "outlook.com"],
    include: "spf.protection.outlook.com",
    selectors: ["selector1", "selector2"],
    dkimPath:
      "Microsoft Defender › Email & collaboration › Policies & rules › Threat policies › Email authentication settings › DKIM",
  },
  {
    id: "zoho",
    name: "Zoho Mail",
    exchangers: ["zoho.com", "zoho.eu", "zoho.in"],
    smtp: ["zoho.com", "zoho.eu", "zoho.in"],
    include: "zohomail.com",
    selectors: ["zmail", "zoho"],
    dkimPath: "Zoho Mail Admin Console › Domains › your domain › Email configuration › DKIM",
  },
  {
    id: "fastmail",
    name: "Fastmail",
    exchangers: ["messagingengine.com"],
    smtp: ["fastmail.com", "messagingengine.com"],
    include: "spf.messagingengine.com",
    selectors: ["fm1", "fm2", "fm3"],
    dkimPath: "Fastmail › Settings › Domains › your domain › DNS records",
  },
  {
    id: "proton",
    name: "Proton Mail",
    exchangers: ["protonmail.ch"],
    smtp: ["protonmail.ch", "proton.me"],
    include: "_spf.protonmail.ch",
    selectors: ["protonmail", "protonmail2", "protonmail3"],
    dkimPath: "Proton › Settings › Domain names › your domain › DKIM",
  },
];

/** A host of DNS zones, with the page where its records are edited. */
export type DnsHost = { id: string; name: string; nameServers: RegExp; recordsUrl: (zone: string) => string };

const fixed = (url: string) => (): string => url;
export const DNS_HOSTS: readonly DnsHost[] = [
  {
    id: "cloudflare",
    name: "Cloudflare",
    nameServers: /\.ns\.cloudflare\.com$/,
    recordsUrl: (zone) => `https://dash.cloudflare.com/?to=/:account/${zone}/dns/records`,
  },
  {
    id: "godaddy",
    name: "GoDaddy",
    nameServers: /\.domaincontrol\.com$/,
    recordsUrl: (zone) => `https://dcc.godaddy.com/control/dnsmanagement?domainName=${zone}`,
  },
  {
    id: "route53",
    name: "Amazon Route 53",
    nameServers: /\.awsdns-\d+\.(com|net|org|co\.uk)$/,
    recordsUrl: fixed("https://console.aws.amazon.com/route53/v2/hostedzones"),
  },
  {
    id: "namecheap",
    name: "Namecheap",
    nameServers: /\.registrar-servers\.com$/,
    recordsUrl: (zone) => `https://ap.www.namecheap.com/Domains/DomainControlPanel/${zone}/advancedns`,
  },
  {
    id: "hetzner",
    name: "Hetzner",
    nameServers: /\.ns\.hetzner\.(com|de)$|\.first-ns\.de$|\.second-ns\.(com|de)$/,
    recordsUrl: fixed("https://dns.hetzner.com/"),
  },
  {
    id: "digitalocean",
    name: "DigitalOcean",
    nameServers: /^ns\d\.digitalocean\.com$/,
    recordsUrl: (zone) => `https://cloud.digitalocean.com/networking/domains/${zone}`,
  },
  {
    id: "ionos",
    name: "IONOS",
    nameServers: /\.ui-dns\.(com|de|org|biz)$/,
    recordsUrl: fixed("https://my.ionos.com/domains"),
  },
  {
    id: "vercel",
    name: "Vercel",
    nameServers: /^ns\d\.vercel-dns\.com$/,
    recordsUrl: (zone) => `https://vercel.com/dashboard/domains/${zone}`,
  },
];

const endsWith = (host: string, ends: readonly string[]): boolean =>
  ends.some((end) => host === end || host.endsWith(`.${end}`));

export const mailHostOfExchanger = (exchanger: string): MailHost | null =>
  MAIL_HOSTS.find(({ exchangers }) => endsWith(exchanger, exchangers)) ?? null;
export const mailHostOfServer = (server: string): MailHost | null =>
  MAIL_HOSTS.find(({ smtp }) => endsWith(server.toLowerCase(), smtp)) ?? null;
export const dnsHostOf = (nameServers: readonly string[]): DnsHost | null =>
  DNS_HOSTS.find((host) => nameServers.some((server) => host.nameServers.test(server))) ?? null;
