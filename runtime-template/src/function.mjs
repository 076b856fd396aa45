// The entry for hosts that call a function for each request instead of running a server. Node strips the types of what it imports.
export { handle as default } from "./handler.ts";
