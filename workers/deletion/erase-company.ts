import { eraseCompany } from "@/lib/operations/deletion/erase-company";
import { EraseCompany } from "@/lib/operations/deletion/jobs";
import { handle } from "../handler";

export default handle(EraseCompany, eraseCompany);
