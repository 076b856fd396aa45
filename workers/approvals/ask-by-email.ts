import { AskByEmail } from "@/lib/company/approvals/jobs";
import { askByEmail } from "@/lib/company/approvals/ask-by-email";
import { handle } from "../handler";

export default handle(AskByEmail, askByEmail);
