import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

const SYSTEM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** TEST_CHROMIUM, else a system one, else Playwright's own, else the one that installs from npm. */
async function findChromium(): Promise<{ executablePath: string; args: string[] }> {
  // Not the arguments the packaged one brings: a single process ends with its first closed profile, and web security belongs on.
  const args = ["--no-sandbox", "--disable-dev-shm-usage"];
  const known = [process.env.TEST_CHROMIUM, ...SYSTEM, chromium.executablePath()].find(
    (path) => path && existsSync(path),
  );
  if (known) return { executablePath: known, args };
  const { default: packaged } = await import("@sparticuz/chromium");
  return { executablePath: await packaged.executablePath(), args };
}

/** A real Chromium without a window. Close it when the file is done. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({ ...(await findChromium()), headless: true });
}
