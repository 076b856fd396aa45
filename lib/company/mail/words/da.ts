import type { Words } from "./words";

const MAIL =
  "(?:e-?mails?|mails?|beskeder?|nyhedsbrev\\w*|reklamer?|spam|henvendelser?|tilbud|breve?|markedsforing\\w*|post)";
const words = (pattern: string): RegExp => new RegExp(pattern);
const US = "(?:mig|os|min|mit|mine|vores|denne|dette)";
const LIST =
  "(?:\\S*list\\w*|databasen?|systemet?|jeres|register\\w*|kartotek\\w*|nyhedsbrev\\w*|crm|mailingliste\\w*|kampagne\\w*)";

export const da: Words = {
  leave: [
    words(
      `\\b(?:fjern|slet|stryg|tag|afmeld|frameld|ret)\\w*\\b.{0,20}\\b${US}\\b.{0,50}\\b(?:fra|af|ud|${LIST}|oplysninger|data|adresse)\\b`,
    ),
    words(`\\b(?:fjern|slet|stryg|afmeld|frameld)\\w* (?:venligst |gerne |straks )*${US}\\b`),
    words(`\\b${US}\\b.{0,60}\\b(?:fjernes|slettes|afmeldes|frameldes|fjernet|slettet|afmeldt|frameldt)\\b`),
    /\b(?:afmeld\w*|frameld\w*)\b(?!.{0,20}\b(?:procent|rate|kunder|brugere)\b)(?<!\bantallet? af .{0,15})/,
    words(`\\b(?:ikke|ingen) (?:flere |yderligere |andre )+${MAIL}\\b`),
    words(
      `\\b(?:onsker?|vil|gider|behover) (?:jeg |vi )?(?:ikke|ingen|aldrig)\\b.{0,40}\\b(?:${MAIL}|kontakt\\w*|hore|modtage|kontaktes|have)\\b`,
    ),
    /\b(?:skriv|send|kontakt|mail|ring|forstyr|henvend|e-?mail|genere?r?)\w*\b.{0,30}\b(?:ikke mere|ikke laengere|aldrig\b.{0,20}\b(?:mere|igen)|ikke igen|ikke flere|ikke yderligere)\b/,
    /\b(?:ikke|aldrig) (?:\S+ ){0,2}(?:kontakt(?:e|es|et)?|skrive?|maile?s?|forstyrres?|modtage|hore|kontaktes)\b.{0,20}\b(?:mere|igen|laengere|flere|fra (?:jer|dig)|venligst)\b/,
    /\b(?:lad vaere|undlad|hold op|stop|hor op|holde op|ophor)\b.{0,15}\b(?:med|at|jeres|de|disse)\b.{0,40}\b(?:skriv\w*|send\w*|mail\w*|kontakt\w*|spam\w*|henvend\w*|e-?mail\w*|beskeder|reklamer?)\b/,
    /\blad (?:mig|os) (?:vaere )?(?:i fred|vaere)\b|\bskrid\b|\bhold jer vaek\b/,
    /\b(?:gor|gore) (?:jeg |vi |hermed )*indsigelse\b|\bindsigelse mod\b|\b(?:traekker|tilbagekalder)\b.{0,20}\bsamtykke\b|\b(?:aldrig|ikke) (?:\S+ )?(?:givet|gav) (?:\S+ )?(?:samtykke|tilladelse|lov)\b|\b(?:retten? til (?:sletning|at blive glemt)|artikel (?:17|21))\b/,
    /\brobinsonlisten\b|\bfrabed\w*\b|\bsend ikke\b(?! (?:tilbuddet|den|det|kontrakten))|\bkontakt (?:mig|os) ikke\b|\bskriv ikke\b/,
    /\b(?:mig|os) (?:af|fra|ud af) (?:jeres|din|den|denne|alle)(?: \S+)? ?(?:\S*list\w*|database\w*|system\w*)\b/,
  ],
  leaveUnlessInterested: [
    words(`\\bingen ${MAIL}\\b.{0,12}\\b(?:tak|mere)\\b`),
    /\b(?:det|dette) er (?:spam|chikane|uonsket)\b|\bsom spam\b|\bblokere?r?\w*\b|\bstop (?:nu|det|venligst|tak)\b|\bnu er det nok\b|\b(?:aldrig|ikke) (?:\S+ )?(?:tilmeldt|bedt om|bestilt)\b|\bikke (?:flere|mere),? tak\b|\buonskede? (?:mail|e-?mail|henvendelse|reklame)\w*/,
  ],
  leaveAlone:
    /^(?:venligst |hej |tak |jeg vil )*(?:stop|afmeld|afmelding|afmeld mig|frameld|framelding|slet|slet mig|fjern|fjern mig|ikke flere mails?|ingen mails?|ikke mere|stop nu)(?:[ .,!]|tak|venligst|nu)*$/,
  doubtful: [
    /\b(?:afmeld|frameld|gdpr|persondata|spam|reklame|advokat|datatilsynet|hvor har (?:du|i)|klage|chikane|uopfordret)\w*/,
  ],
  interested: [
    /\b(?:ja|gerne|helt sikkert|selvfolgelig|interessant|interesseret|spaendende|lyder (?:godt|interessant|spaendende)|fint|perfekt|okay|god ide|naturligvis)\b/,
    /\b(?:ring (?:til )?(?:mig|os|bare|gerne)|lad os|send (?:mig|os|gerne|endelig|bare)|kan (?:du|i)|kunne (?:du|i)|fortael|skal vi|book)\b/,
    /\b(?:mode|samtale|opkald|pris|priser|koster|tilbud|demo|mere (?:info|information|om)|kalender|ledig|passer (?:mig|os|fint|godt))\b/,
  ],
  notInterested: [
    /\b(?:ikke|ingen) (?:\S+ )?(?:interesse\w*|interesserede?|behov|brug for|relevant)\b|\bnej,? (?:mange )?tak\b|\btak,? men nej\b|\bhar (?:allerede|vi allerede)\b|\ber (?:allerede )?(?:daekket|tilfredse?|godt tilfredse?)\b|\bikke noget for os\b/,
  ],
  notNow: [
    /\bikke\b.{0,30}\b(?:lige nu|nu|for tiden|i ojeblikket|i ar|pa nuvaerende tidspunkt|endnu|aktuelt)\b|\b(?:lige nu|for tiden|i ojeblikket|i ar|pa nuvaerende tidspunkt|aktuelt)\b.{0,30}\b(?:ikke|ingen)\b|\b(?:senere|naeste (?:ar|kvartal|maned)|til (?:foraret|efteraret|sommer)|i (?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|det nye ar)|om (?:et par|nogle|to|tre|seks|\d+) (?:uger|maneder)|efter)\b|\bbudget\w*\b.{0,40}\b(?:brugt|frosset|naeste|ikke)\b/,
  ],
  wrongPerson: [
    /\bikke (?:den rette|den rigtige|ansvarlig\w*|mit (?:omrade|bord)|laengere (?:ansat|her|i)|ansat)\b|\bforkerte? (?:person|kontakt\w*|adresse|afdeling)\b|\b(?:arbejder|er) (?:her )?ikke (?:laengere|mere)\b|\b(?:kontakt|skriv til|tal med|henvend dig til) (?:venligst |hellere |i stedet )*(?:min kollega|vores|hr|fru)\b|\bkollega\b.{0,40}\b(?:ansvarlig|har ansvaret|star for|tager sig)\b|\bgaet pa pension\b|\bfratradt\b/,
  ],
  away: [
    /\b(?:ikke (?:pa kontoret|til stede|tilgaengelig|at traeffe|pa arbejde)|pa (?:ferie|barsel|orlov|rejse|forretningsrejse|kursus)|holder ferie|ferie|fravaer\w*|tilbage (?:pa kontoret|igen|den|mandag|tirsdag|onsdag|torsdag|fredag)|syg\w*|ude af kontoret|begraenset adgang|barselsorlov)\b/,
  ],
  machine: [
    /\b(?:autosvar|automatisk (?:\S+ )?(?:svar|besked|mail|e-?mail|genereret)|auto-?svar)\b|\b(?:i|ved) (?:hastende|presserende|akutte) (?:tilfaelde|sager|henvendelser)\b|\b(?:haster det|hvis det haster|er det akut)\b|\bvi har modtaget din (?:henvendelse|mail|e-?mail|besked)\b|\bdin (?:henvendelse|mail|e-?mail|besked) er (?:modtaget|registreret|videresendt)\b|\bsagsnummer\b|\bkvittering for\b|\bmailen bliver ikke\b|\bkan ikke besvares\b/,
  ],
};
