import { noRoute } from "@/lib/http/refusal-route";

/** Answers every address of the API that does not exist. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = noRoute();
