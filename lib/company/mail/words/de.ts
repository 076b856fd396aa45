import type { Words } from "./words";

const MAIL =
  "(?:e-?mails?|mails?|nachrichten?|newsletters?|werbung|werbe\\S*|spam|schreiben|anschreiben|zuschriften?|angebote?|anfragen?|kontakt\\S*|post|infos?|informationen)";
const words = (pattern: string): RegExp => new RegExp(pattern);
const US = "(?:mich|mir|uns|mein\\w*|unser\\w*|diese\\w*|dieser)";
const LIST =
  "(?:\\S*verteiler\\w*|\\S*listen?|datenbank\\w*|adressbuch|kartei|systemen?|newsletter\\w*|crm|bestand|datensatzen?|kampagne\\w*)";

export const de: Words = {
  leave: [
    /\b(?:raus|heraus|weg) (?:aus|von) (?:dem|der|ihrem|ihrer|eurem|eurer|diesem|dieser) (?:\S+ )?(?:\S*verteiler|\S*liste|datenbank|newsletter)/,
    /\bverschon\w* (?:sie )?(?:mich|uns)\b/,
    words(`\\b(?:nehm\\w*|nimm|werf\\w*|schmei\\w*)\\b.{0,30}\\b${US}\\b.{0,60}\\b(?:aus|von|raus|heraus|runter)\\b`),
    words(
      `\\b(?:losch\\w*|loesch\\w*|entfern\\w*|streich\\w*|trag(?:en|t|e)?|melde?n?|austragen)\\b.{0,25}\\b${US}\\b.{0,60}\\b(?:aus|von|ab|${LIST}|adresse|daten|kontakt\\w*|e-?mail\\S*)\\b`,
    ),
    words(`\\b(?:losch\\w*|loesch\\w*|entfern\\w*|streich\\w*) (?:sie |bitte |umgehend |sofort )*${US}\\b`),
    words(
      `\\b${US}\\b.{0,60}\\b(?:aus|von) (?:\\S+ ){0,3}${LIST}.{0,30}\\b(?:\\w*losch\\w*|\\w*loesch\\w*|entfern\\w*|\\w*streich\\w*|\\w*nehmen|austragen|abmelden|raus)\\b`,
    ),
    words(
      `\\b${US}\\b.{0,40}\\b(?:abmelden|abzumelden|austragen|auszutragen|loschen|loeschen|entfernen|streichen|rausnehmen|herausnehmen)\\b`,
    ),
    words(`\\bkeine?n? ?(?:weiteren?|solchen?|derartigen?|unaufgeforderten?|zukunftigen?|mehr) ?${MAIL}\\b`),
    words(
      `\\bkeine?n? (?:\\S+ )?${MAIL}\\b.{0,40}\\b(?:mehr|erwunscht|erwuenscht|gewunscht|gewuenscht|zusenden|zuschicken|zu senden)\\b`,
    ),
    words(
      `\\b(?:wollen?|mochten?|moechten?|wunschen?|wuenschen?|brauchen?|will|brauche|verbitte)\\b.{0,30}\\bkeine?n? (?:\\S+ )?${MAIL}\\b`,
    ),
    /\b(?:schreib\w*|kontaktier\w*|anschreib\w*|schick\w*|send\w*|mail\w*|belastig\w*|belaestig\w*|meld\w*|ruf\w*|nerv\w*|konfrontier\w*)\b.{0,40}\b(?:nicht mehr|nie wieder|nie mehr|niemals|nicht wieder|nicht weiter\w*|nicht erneut|nichts mehr|keine\w* (?:weiteren? )?(?:mails?|e-?mails?|nachrichten|werbung|newsletter))\b/,
    /\b(?:nicht mehr|nie wieder|nie mehr|niemals|nicht wieder|nicht weiter|nicht langer|nicht laenger|nicht erneut|nichts mehr)\b.{0,40}\b(?:kontaktier\w*|angeschrieben|anschreiben|anzuschreiben|schreiben|belastig\w*|belaestig\w*|behellig\w*|erhalten|bekommen|horen|hoeren|melden|gemailt|kontakt\w*|zusenden|zuschicken|zugesandt)\b/,
    /\b(?:hor(?:en|t)?|hoer(?:en|t)?) (?:sie |bitte |endlich |jetzt |damit )*auf\b(?!.{0,5}\bmeine)|\bauf(?:zuhoren|zuhoeren|horen|hoeren)\b.{0,60}\b(?:schreiben|mailen|senden|schicken|nerven)\b/,
    /\b(?:lass\w*)\b.{0,10}\b(?:mich|uns)\b.{0,30}\b(?:ruhe|frieden)\b/,
    /\b(?:unterlass\w*|unterlassung\w*)\b|\bverzicht\w* (?:sie )?.{0,30}\bauf (?:\S+ ){0,3}(?:e-?mails?|mails?|kontakt\w*|nachrichten|werbung|zusendung|anschreiben)/,
    /\bseh(?:en|t) (?:sie )?.{0,30}\b(?:von|davon)\b.{0,80}\bab\b|\b(?:davon|von) .{0,60}\b(?:abzusehen|absehen|abstand)\b/,
    /\bwiderspr(?:eche|echen|icht|uch)\b|\bwiderruf\w*\b|\beinwilligung\b.{0,40}\b(?:nicht|nie|keine|entzogen|zuruck)\b|\b(?:nie|nicht|keine) .{0,30}\b(?:eingewilligt|zugestimmt|einwilligung|zustimmung)\b/,
    /\b(?:datenloschung|datenloeschung|loschung (?:meiner|unserer|aller)|loeschung (?:meiner|unserer|aller)|art(?:ikel|\.)? ?(?:17|21) ?(?:abs\S* ?\d+ )?ds-?gvo)\b/,
    /\b(?:newsletter|mails?|e-?mails?|zusendung\w*|verteiler|das|dies|hiermit|mich|uns|bitte)\b.{0,20}\b(?:abbestell\w*|abzubestellen|abmelden|abzumelden|austragen)\b(?!.{0,5}quote)/,
    /\bmochte(?:n)? (?:mich |uns )?(?:abmelden|austragen|abbestellen)|\bwie (?:kann|melde|bestelle) ich (?:mich |das |die |den )*(?:\S+ )?(?:ab\w*|aus\w*)\b/,
    /\b(?:sperr\w*|blockier\w*) (?:sie )?(?:mich|uns|meine|diese|unsere) /,
    /\b(?:auf|in) (?:eure|ihre|deine|die) (?:sperrliste|blacklist|robinsonliste)\b|\bverpiss|\bkeinen kontakt (?:mehr|erwunscht|wunsch|zu)/,
    /\bnicht (?:von ihnen |von euch |per \S+ )?(?:kontaktiert|angeschrieben|angemailt) (?:zu )?werden\b|\bwerb(?:e|ung)\S* (?:ist |sind )?(?:unerwunscht|unerwuenscht|nicht erwunscht|untersagt)\b/,
    /\b(?:untersage|verbiete|verbitte)\b.{0,60}/,
  ],
  leaveUnlessInterested: [
    /\b(?:will|mochte|moechte|wollen|mochten) (?:ich |wir )?(?:das|dies|so etwas|sowas) nicht(?: mehr)?\b(?! (?:verpassen|ausschliessen|ablehnen))/,
    words(`\\bkeine?n? ${MAIL} mehr\\b`),
    /\b(?:das|dies|ihre \S+) ist (?:\S+ )?(?:spam|belastigung|belaestigung|unerwunscht\w*|unerwuenscht\w*)\b|\bals spam (?:gemeldet|markiert|melden)\b|\b(?:stopp?|schluss) (?:damit|bitte|mit)\b|\bes reicht\b/,
    /\b(?:nie|nicht) .{0,30}\b(?:angemeldet|abonniert|angefordert|bestellt|registriert)\b/,
    /\b(?:bitte )?(?:nicht|kein\w*) (?:mehr |weiter |wieder )?(?:nachfassen|nachhaken|nachfragen|melden)\b/,
    /\bkeine weitere (?:nachricht|kontaktaufnahme|kommunikation|mail|e-?mail|zusendung)\b/,
  ],
  leaveAlone:
    /^(?:bitte |hallo |hi )*(?:stopp?|abmelden|abmeldung|austragen|loschen|loeschen|abbestellen|entfernen|streichen|raus|ende|schluss|keine mails?(?: mehr)?|keine e-?mails?(?: mehr)?|keine werbung|nicht mehr)(?:[ .,!]|bitte|danke|sofort)*$/,
  doubtful: [
    /\b(?:ab(?:zu)?meld|abbestell|austrag|dsgvo|ds-gvo|datenschutz|spam|werbung|anwalt|abmahn|rechtlich|belastig|belaestig|loschen sie|woher haben sie|verteiler)\w*/,
  ],
  interested: [
    /\b(?:ja|gerne?|sehr gern|klar|sicher|naturlich|interessant|spannend|klingt (?:gut|interessant|spannend)|passt (?:mir|uns|gut|super)?|interesse\b(?! (?:haben wir nicht|habe ich nicht))|interessiert|freue mich|freuen uns)\b/,
    /\b(?:rufen sie|ruf|ruft|schicken sie (?:mir|uns|gern|bitte)|senden sie (?:mir|uns|gern|bitte)|erzahlen sie|erklaren sie|melden sie sich|konnen sie|konnten sie|konnen wir|lassen sie uns|lass uns)\b/,
    /\b(?:termin|telefonieren|telefonat|kennenlernen|angebot|preise?|kosten|kostet|demo|mehr (?:infos?|informationen|daruber|dazu)|unterlagen|kalender)\b/,
    /\b(?:montag|dienstag|mittwoch|donnerstag|freitag|morgen)\b.{0,30}\b(?:passt|geht|ware|uhr|zeit|frei)\b/,
  ],
  notInterested: [
    /\b(?:kein|nicht|ohne) (?:\S+ )?(?:interesse|interessiert|bedarf)\b|\bnein,? danke\b|\bdanke,? (?:aber )?nein\b|\bnicht (?:relevant|passend|notig|interessant|fur uns)\b|\b(?:sind|bin) (?:bereits |schon |gut |bestens )+(?:versorgt|aufgestellt|zufrieden|bedient|abgedeckt)\b|\bhaben (?:bereits|schon)\b|\bkommt (?:fur uns )?nicht in ?frage\b|\bpasst (?:leider )?nicht\b/,
  ],
  notNow: [
    /\b(?:derzeit|momentan|aktuell|zurzeit|zur zeit|gerade|im moment|noch|jetzt|dieses jahr|vorerst)\b.{0,30}\b(?:nicht|kein\w*)\b|\b(?:nicht|kein\w*)\b.{0,30}\b(?:derzeit|momentan|aktuell|zurzeit|zur zeit|im moment|jetzt|dieses jahr|vorerst)\b|\b(?:spater|nachstes (?:jahr|quartal)|nachsten monat|im (?:neuen jahr|fruhjahr|sommer|herbst|januar|februar|marz|april|mai|juni|juli|august|september|oktober|november|dezember)|in (?:ein paar|einigen|zwei|drei|sechs|\d+) (?:wochen|monaten)|q[1-4])\b|\bbudget\b.{0,40}\b(?:ausgeschopft|verplant|eingefroren|nachste|weg|kein)/,
  ],
  wrongPerson: [
    /\b(?:falsche\w?|nicht (?:der|die) richtige?n?) (?:ansprechpartner\w*|person|adresse|kontakt|stelle)\b|\bnicht (?:zustandig|zustaendig|verantwortlich|mein bereich|mehr (?:im unternehmen|bei uns|fur|hier|tatig|in der firma))\b|\b(?:wenden sie sich|schreiben sie|kontaktieren sie) (?:bitte |sich )*(?:an )?(?:mein\w*|unser\w*|herrn?|frau|den|die)\b|\b(?:zustandig|zustaendig|verantwortlich) (?:ist|dafur|hierfur|fur)\b|\b(?:arbeitet|arbeite|ist|bin) nicht mehr\b|\bausgeschieden\b|\bim ruhestand\b/,
  ],
  away: [
    /\b(?:nicht (?:im (?:buro|buero|haus|dienst)|am platz|erreichbar|verfugbar|verfuegbar|anwesend)|au(?:ss?)er haus|abwesen\w*|im urlaub|in (?:elternzeit|mutterschutz|urlaub)|auf (?:dienstreise|reisen|geschaftsreise)|krank(?:geschrieben|heit\w*)?|wieder (?:erreichbar|im (?:buro|buero|haus)|fur sie da|zuruck)|urlaubsbedingt|ab (?:dem )?\d{1,2}\.\d{1,2}\.\S* wieder)\b/,
  ],
  machine: [
    /\bautomatische? ?(?:\S+ )?(?:antwort|nachricht|mail|e-?mail|benachrichtigung|eingangsbestatigung|erstellte?|generierte?)\b|\bautomatisch (?:generiert|erstellt|versendet|erzeugt)\b|\bin dringenden (?:fallen|angelegenheiten)\b|\bin (?:dringlichen|wichtigen) (?:fallen|angelegenheiten)\b|\bihre (?:e-?mail|nachricht|anfrage|mail) (?:wird nicht|wurde nicht|ist (?:bei uns )?eingegangen|wurde (?:erhalten|registriert|weitergeleitet|automatisch))\b|\bwir haben ihre (?:e-?mail|nachricht|anfrage) (?:erhalten|empfangen)\b|\b(?:nicht weitergeleitet|ticketnummer|vorgangsnummer|bitte antworten sie nicht auf diese)\b|\beingangsbestatigung\b/,
  ],
};
