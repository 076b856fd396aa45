import { Alert } from "@mantine/core";
import { When } from "./when";

type Props = { at: string | null; follows: string };

/** Says that a person whom a sealed thing named was erased, and what follows from it; nothing when none was. */
export function ErasedNote({ at, follows }: Props) {
  if (at === null) return null;
  return (
    <Alert color="gray" variant="light" title="A person whom this named was erased">
      Their address and the words to them were replaced by “(erased)” <When iso={at} />. The hash is still that of the
      original. {follows}
    </Alert>
  );
}
