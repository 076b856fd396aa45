import { codeOnly, isCode, matching, type Files, type Rule } from "./repository";

type Boundary = {
  name: string;
  in: RegExp;
  allowed: RegExp;
  word: RegExp;
  advice: string;
  planted: Record<string, string>;
};

/** A word that may appear in some places only. */
const boundary = ({ name, in: where, allowed, word, advice, planted }: Boundary): Rule => ({
  name,
  planted,
  find: (files) =>
    matching(files, where)
      .filter(([path, text]) => isCode(path) && !allowed.test(path) && word.test(codeOnly(text)))
      .map(([path, text]) => `${path}: ${word.exec(codeOnly(text))?.[0].trim()} — ${advice}`),
});

const PRODUCT = /^(app|lib|workers)\/|^(proxy|instrumentation)\.ts$/;
const VENDORS =
  /\b(clerk|stripe|resend|postmark|mailgun|digitalocean|droplet|openai|anthropic|vercel|neon|n8n)(?![a-z])/i;

function vendorNames(files: Files): string[] {
  const domain = /^lib\/(?!providers|platform|http|contracts)[^/]+\/[^/]+\/[^/]+\.ts$/;
  return matching(files, domain)
    .filter(([path, text]) => VENDORS.test(path) || VENDORS.test(importsOf(text)))
    .map(([path]) => `${path}: names a vendor — say it in our words behind a port in lib/providers`);
}

const importsOf = (text: string): string =>
  [...text.matchAll(/from "([^"]+)"/g)]
    .map((match) => match[1] ?? "")
    .filter((path) => !/^@\/lib\/providers\/[^/]+\/(port|select)$/.test(path))
    .join("\n");

export const BOUNDARY_RULES: readonly Rule[] = [
  boundary({
    name: "fetch is called in one place per side",
    in: PRODUCT,
    allowed: /^lib\/providers\/http\/request-json\.ts$|^app\/_ui\/api-client\.ts$/,
    word: /(?<![.\w])fetch\(/,
    advice: "use requestJson (server) or the api client (browser)",
    planted: { "lib/outreach/leads/import-leads.ts": "await fetch(url);" },
  }),
  boundary({
    name: "the environment is read in one place per process",
    in: /^(app|lib|workers|sidecar\/src|runtime-template\/src)\/|^(proxy|instrumentation)\.ts$/,
    allowed:
      /^lib\/platform\/env\.ts$|^(sidecar|runtime-template)\/src\/env\.ts$|^lib\/providers\/hosting\/local\/app-launcher\.ts$/,
    word: /process\.env(?!\.NEXT_RUNTIME)/,
    advice: "use env() of lib/platform/env.ts",
    planted: { "lib/outreach/leads/import-leads.ts": "const limit = process.env.LIMIT;" },
  }),
  boundary({
    name: "SQL is written in stores",
    in: PRODUCT,
    allowed: /^lib\/[^/]+\/[^/]+\/store[^/]*\.ts$|^lib\/platform\/[^/]+\.ts$/,
    word: /\b(selectFrom|insertInto|updateTable|deleteFrom)\(|\bsql`|\bsql</,
    advice: "move the statement to the domain's store",
    planted: { "lib/outreach/leads/import-leads.ts": 'await tx.db.insertInto("genesis.leads").execute();' },
  }),
  boundary({
    name: "errors are told apart by kind and code",
    in: PRODUCT,
    allowed: /^lib\/platform\/database-errors\.ts$/,
    word: /\.message\s*(===|\.includes\(|\.match\(|\.startsWith\()/,
    advice: "match on kind or code, never on the message",
    planted: { "lib/outreach/leads/import-leads.ts": 'if (error.message.includes("dup")) return;' },
  }),
  boundary({
    name: "tests wait for what happens, not for time",
    in: /^tests\/.*\.test\.tsx?$/,
    allowed: /^$/,
    word: /waitForTimeout\(|await new Promise\(\(\w+\) => setTimeout\(\w+, ?\d+\)\)|\b(it|test|describe)\.(skip|only|todo)\b/,
    advice: "wait for the condition; no skipped tests",
    planted: { "tests/lib/outreach/leads/import-leads.test.ts": 'test.skip("later", () => {});' },
  }),
  {
    name: "domains do not name vendors",
    find: vendorNames,
    planted: { "lib/outreach/leads/sync-stripe.ts": 'import Stripe from "stripe";' },
  },
];
