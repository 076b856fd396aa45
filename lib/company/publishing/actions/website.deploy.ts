import { z } from "zod";
import { defineAction, type Sealed } from "@/lib/company/approvals/define-action";
import { lookAtAccount, toActing } from "@/lib/company/integrations/acting-account";
import { resolveIntegration, type Resolved } from "@/lib/company/integrations/resolve-integration";
import { sha256 } from "@/lib/platform/ids";
import { checkSite } from "../check-site";
import { handOverFiles, type HandOver } from "../hand-over-files";
import { lookUpDeployment } from "../look-up-deployment";
import { MAIN_SITE } from "../main-site";
import { openFiles } from "../open-files";
import { freeName, placeName } from "../place-name";
import { fileList, filesInWords, hashesOf, PublishedFile } from "../published-files";

const Input = z.strictObject({
  site: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,29}$/, "may hold lower-case letters, digits and dashes, at most 30")
    .default(MAIN_SITE)
    .meta({ description: "The name of the site, if a company has several." }),
  files: fileList(PublishedFile)
    .refine((files) => files.some(({ path }) => path === "index.html"), "needs an index.html")
    .meta({ description: "All files of the site: text, or an uploaded file with its sha256." }),
});
type Input = z.infer<typeof Input>;

const Contract = z.object({ site: z.string(), marker: z.string() });

/** sha256 over every path and the hash of its bytes. */
const markerOf = (files: Input["files"]): string =>
  sha256(JSON.stringify([...hashesOf(files)].toSorted(([a], [b]) => (a < b ? -1 : 1))));

/** A shared account holds many companies' sites: the company's id keeps them apart. */
function siteName({ account, config }: Resolved<"vercel">, projectId: string, site: string): string {
  if (account.source === "own") return config?.project ?? `${site}-${projectId.slice(0, 8)}`;
  return placeName(site, projectId);
}

/** The first page carries the marker, so that a visitor's copy says which version it is. */
const marked = (marker: string) => (file: { path: string; bytes: Buffer }) =>
  file.path === "index.html"
    ? { ...file, bytes: Buffer.concat([file.bytes, Buffer.from(`\n<!-- greenlight-marker: ${marker} -->\n`)]) }
    : file;

type Doing = { projectId: string; sealed: Sealed<Input>; idempotencyKey: string; signal: AbortSignal };

const deploymentOf = ({ projectId, sealed, idempotencyKey: action, signal }: Doing): HandOver => {
  const { site, marker } = Contract.parse(sealed.contract);
  return { projectId, account: sealed.account, site, name: sealed.input.site, marker, action, signal };
};

/** Publishes a company's website: exactly these files, at Vercel, in the company's own runtime or on this machine. */
export const websiteDeploy = defineAction({
  kind: "website.deploy",
  title: "Publish a website",
  permission: "projects.write",
  input: Input,
  undoWindowSeconds: 30,
  decideWithinHours: 72,
  recheckSeconds: [1, 30, 120, 600, 86_400],

  async preview(tx, { projectId, input }) {
    const resolved = await resolveIntegration(tx, { projectId, provider: "vercel" });
    const { parts, sizeBytes } = await filesInWords(tx, projectId, input.files);
    const marker = markerOf(input.files);
    const count = input.files.length;
    return {
      title: `Publish “${input.site}” (${count} ${count === 1 ? "file" : "files"})`,
      account: toActing(resolved),
      costCapCents: 0,
      contract: { check: "site", site: freeName(siteName(resolved, projectId, input.site)), marker },
      parts: [
        { label: "Site", text: `${input.site}: ${count} ${count === 1 ? "file" : "files"}, ${sizeBytes} bytes` },
        { label: "Visitors", text: "The site is public. It replaces the version that was published there before." },
        ...parts,
      ],
    };
  },

  recheck: (tx, { projectId, sealed }) =>
    lookAtAccount(tx, { projectId, provider: "vercel", approved: sealed.account }),

  execute: (ctx, doing) =>
    handOverFiles(ctx, deploymentOf(doing), async () => {
      const { projectId, sealed } = doing;
      const { marker } = Contract.parse(sealed.contract);
      return (await openFiles(ctx, projectId, sealed.input.files)).map(marked(marker));
    }),

  lookUp: (ctx, doing) => lookUpDeployment(ctx, deploymentOf(doing)),

  verify: (ctx, { projectId, sealed, execution, signal }) =>
    checkSite(ctx, {
      projectId,
      account: sealed.account,
      marker: Contract.parse(sealed.contract).marker,
      providerId: execution.providerId,
      signal,
    }),
});
