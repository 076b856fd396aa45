import { askForAddress } from "@/lib/company/mail/ask-for-address";
import { AskForAddress } from "@/lib/company/mail/jobs";
import { handle } from "../handler";

export default handle(AskForAddress, askForAddress);
