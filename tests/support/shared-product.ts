import type { TestProject } from "vitest/node";
import { startProduct } from "./product";

declare module "vitest" {
  interface ProvidedContext {
    productHome: string;
  }
}

/** Vitest's global set-up: one running product for the end-to-end and browser tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const product = await startProduct();
  project.provide("productHome", product.home);
  return product.stop;
}
