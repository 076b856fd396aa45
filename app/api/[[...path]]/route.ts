import { noRoute } from "@/lib/http/refusal-route";

/** Whatever is at no other address of the API */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = noRoute();
