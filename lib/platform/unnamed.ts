import { z } from "zod";
import { maskAddress, withoutAddresses } from "./text";

/** A text of the ledger, which keeps it for good, about something that may name a person, who may be erased. */
export const Unnamed = z.string().overwrite(withoutAddresses);

/** The address of a person in the ledger, of which it keeps the first letter and the domain. */
export const MaskedAddress = z.string().overwrite(maskAddress);
