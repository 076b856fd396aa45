import { noRoute } from "@/lib/http/refusal-route";

/** Whatever is at no other address of the API */
export const GET = noRoute();
export const POST = GET;
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
export const OPTIONS = GET;
