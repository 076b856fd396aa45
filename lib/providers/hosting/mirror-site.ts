import { AppError } from "@/lib/platform/errors";
import { publishInApp, putInApp, readAppSite, type AppDoor } from "./app-site";
import { readCurrentSite } from "./local/current-site";

/**
 * Makes a company's application show the version of a site that this machine serves; answers whether it does. False where nothing is
 * published, and where the application has no place for a site or its host refuses a file for its size. Safe to repeat: a version that is there already is not brought again.
 */
export async function mirrorSite(folder: string, door: AppDoor, signal: AbortSignal): Promise<boolean> {
  const current = await readCurrentSite(folder);
  if (!current) return false;
  const shown = await readAppSite(door, signal);
  if (shown === "missing") return false;
  const { deployment, marker, files } = current;
  if (shown?.deployment === deployment && shown.marker === marker) return true;
  try {
    for (const { path, read } of files) await putInApp(door, { deployment, path, bytes: await read() }, signal);
  } catch (error) {
    // Its host takes smaller requests than a file of the site needs: the site stays here, and the application is well.
    if (error instanceof AppError && error.code === "runtime.http_413") return false;
    throw error;
  }
  await publishInApp(door, { deployment, marker, files: files.length }, signal);
  return true;
}
