import { z } from "zod";
import { withoutAddresses } from "./text";

/** A text of the ledger, which keeps it for good, about something that may name a person, who may be erased. */
export const Unnamed = z.string().overwrite(withoutAddresses);
