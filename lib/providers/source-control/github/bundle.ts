import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError } from "@/lib/platform/errors";
import { git, mustGit } from "../local/git";

type Bundling = { url: string; token: string; file: string };

/** Fetches a repository with every branch and its history, and writes it as a git bundle; false when it has no commit. */
export async function bundleRemote({ url, token, file }: Bundling, signal: AbortSignal): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), "greenlight-bundle-"));
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  const [settings, clone] = [join(folder, "settings"), join(folder, "clone")];
  try {
    // A list of processes shows arguments and addresses, and nobody is asked for a password.
    const text = `[http]\n\textraHeader = Authorization: Basic ${basic}\n[core]\n\taskPass = true\n`;
    await writeFile(settings, text, { mode: 0o600 });
    const { code } = await git(["-c", `include.path=${settings}`, "clone", "--quiet", "--mirror", url, clone], {
      signal,
    });
    if (code !== 0)
      throw new AppError("upstream", "GitHub did not hand the repository out. Try again shortly.", {
        code: "repository.not_fetched",
      });
    if ((await mustGit(["-C", clone, "for-each-ref", "--count=1"], { signal })).trim() === "") return false;
    await mustGit(["-C", clone, "bundle", "create", "--quiet", file, "--all"], { signal });
    return true;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
