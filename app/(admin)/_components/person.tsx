import { Code } from "@mantine/core";

/** A person by the id of the identity provider. */
export const Person = ({ id, me }: { id: string; me: string }) => (id === me ? <>you</> : <Code>{id}</Code>);
