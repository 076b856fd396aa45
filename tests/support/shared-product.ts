import type { TestProject } from "vitest/node";
import { startProduct, type Product } from "./product";

declare module "vitest" {
  interface ProvidedContext {
    productHomes: string[];
  }
}

/**
 * Vitest's global set-up: a running product for each worker of the end-to-end and browser tests. A file has the product of its worker to
 * itself, so that it may break it and heal it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const starts = await Promise.allSettled(Array.from({ length: project.config.maxWorkers }, () => startProduct()));
  const products = starts.flatMap((start) => (start.status === "fulfilled" ? [start.value] : []));
  const failed = starts.find((start) => start.status === "rejected");
  if (failed) {
    await stopAll(products);
    throw failed.reason;
  }
  project.provide(
    "productHomes",
    products.map(({ home }) => home),
  );
  return () => stopAll(products);
}

async function stopAll(products: Product[]): Promise<void> {
  await Promise.all(products.map((product) => product.stop()));
}
