import { Code } from "@mantine/core";

/** Somebody by their id, as the identity provider names them. */
export const Person = ({ id, me }: { id: string; me: string }) => (id === me ? <>you</> : <Code>{id}</Code>);
