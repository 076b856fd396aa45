import type { Words } from "./words";

const MAIL =
  "(?:e-?mails?|mails?|mailtjes|berichten?|berichtjes|nieuwsbrie\\w*|reclame|spam|aanbiedingen|post|mailings?|communicatie|acquisitie)";
const words = (pattern: string): RegExp => new RegExp(pattern);
const US = "(?:mij|me|ons|mijn|onze|dit adres|deze)";
const LIST =
  "(?:\\S*lijst\\w*|\\S*bestand\\w*|database|systeem|mailings?|nieuwsbrief|crm|adressenbestand|verzendlijst|campagne)";

export const nl: Words = {
  leave: [
    /\b(?:haal|gooi|schrap)\w* (?:mij|me|ons) (?:er ?(?:uit|af)|eraf|eruit)\b/,
    /\bgeen (?:enkel |verder )?contact (?:meer|opnemen)\b/,
    words(
      `\\b(?:haal|verwijder|schrap|wis|gooi|zet)\\w*\\b.{0,25}\\b${US}\\b.{0,50}\\b(?:van|uit|af|${LIST}|gegevens|adres)\\b`,
    ),
    words(`\\b(?:verwijder|schrap|wis)\\w* (?:aub |a\\.u\\.b\\. |alstublieft |graag )*${US}\\b`),
    words(
      `\\b${US}\\b.{0,60}\\b(?:te )?(?:verwijderen|schrappen|wissen|uitschrijven|uit te schrijven|afmelden|af te melden|halen|verwijderd|uitgeschreven)\\b`,
    ),
    words(`\\b(?:schrijf|meld)\\w* ${US}\\b.{0,30}\\b(?:uit|af)\\b`),
    /\b(?:uitschrijven|afmelden|uit te schrijven|af te melden|uitgeschreven worden|opzeggen van (?:de|deze) nieuwsbrief)\b(?!.{0,15}\b(?:percentage|klanten|gebruikers)\b)/,
    words(
      `\\bgeen (?:enkele |verdere |nieuwe |meer |andere |ongevraagde )*${MAIL}\\b.{0,20}\\b(?:meer|ontvangen|sturen|toesturen|gewenst|op prijs|aub|alstublieft)\\b`,
    ),
    words(`\\bgeen (?:verdere |nieuwe |ongevraagde |dergelijke |soortgelijke |meer )+${MAIL}\\b`),
    /\b(?:stuur|mail|schrijf|benader|contacteer|bel|e-?mail|stoor|zend|val|bericht)\w*\b.{0,30}\b(?:niet meer|nooit meer|niet langer|niet verder|niet opnieuw|niks meer|niets meer|geen (?:mails?|e-?mails?|berichten|nieuwsbrieven|reclame)|niet lastig)\b/,
    /\b(?:niet meer|nooit meer|niet langer|niet opnieuw|niets meer|niks meer)\b.{0,40}\b(?:benaderd?|benaderen|gemaild|mailen|contact\w*|lastig\w*|ontvangen|sturen|toegestuurd|toesturen|horen|schrijven|aangeschreven|berichten)\b/,
    /\b(?:stop|hou|houd|kap|ophouden|stoppen)\w*\b.{0,15}\b(?:met|op)\b.{0,40}\b(?:mailen|sturen|schrijven|e-?mails?|mails?|berichten|spammen|spam|benaderen|lastig\w*|deze|dit|contact\w*)\b/,
    /\blaa?t\b.{0,10}\b(?:mij|me|ons)\b.{0,15}\b(?:met rust|met vrede)\b|\brot op\b|\bsodemieter\b/,
    /\b(?:maak|maken|teken|dien\w*) (?:ik |wij |hierbij )*bezwaar\b|\bbezwaar tegen\b|\b(?:trek|trekken)\b.{0,30}\btoestemming\b.{0,15}\bin\b|\b(?:nooit|geen) toestemming\b|\b(?:recht op (?:vergetelheid|verwijdering)|artikel (?:17|21) avg)\b/,
    /\b(?:wil|willen|wens|wensen) (?:ik |wij |we )*(?:geen|niet)\b.{0,40}\b(?:mails?|e-?mails?|berichten|contact|nieuwsbrie\w*|reclame|benaderd|ontvangen|gemaild|aanbiedingen)\b/,
    /\bbel-me-niet\b|\bzwarte lijst\b|\bniet (?:meer )?(?:te )?(?:benaderen|contacteren|mailen)\b(?! (?:voor|tot))/,
  ],
  leaveUnlessInterested: [
    words(`\\bgeen ${MAIL} meer\\b`),
    /\b(?:dit is|als) (?:\S+ )?spam\b|\bblokkeer\w*\b|\bstop (?:hiermee|daarmee|ermee|nu|aub|alstublieft|maar)\b|\bgenoeg\b.{0,10}\b(?:nu|zo|mails)\b|\bnooit (?:aangemeld|ingeschreven|om gevraagd)\b|\bniet (?:aangemeld|ingeschreven|om gevraagd)\b|\b(?:reageer|volg|herinner)\w* niet meer\b/,
  ],
  leaveAlone:
    /^(?:graag |hallo |hoi |ik wil )*(?:stop|uitschrijven|afmelden|verwijderen|verwijder|stoppen|geen mails? meer|geen e-?mails? meer|uitschrijving|afmelding|schrappen)(?:[ .,!]|aub|a\.u\.b|alstublieft|graag|bedankt|dank)*$/,
  doubtful: [
    /\b(?:uitschrijv|afmeld|avg\b|gdpr|spam|reclame|advocaat|klacht|hoe komt u aan|ongevraagd|lastig ?val|privacy)\w*/,
  ],
  interested: [
    /\b(?:ja|graag|prima|zeker|natuurlijk|interessant|interesse\b|geinteresseerd|leuk|klinkt goed|akkoord|goed idee|mooi)\b/,
    /\b(?:bel (?:me|mij|ons)|bel maar|laten we|stuur (?:me|mij|ons|gerust|maar)|kunt u|kun je|kan je|vertel|plan|zullen we|neem contact)\b/,
    /\b(?:afspraak|gesprek|bellen|prijs|prijzen|tarieven|kosten|kost|offerte|demo|meer (?:informatie|info|weten)|agenda|beschikbaar|komt mij uit|schikt)\b/,
  ],
  notInterested: [
    /\b(?:geen|niet) (?:\S+ )?(?:interesse|geinteresseerd|behoefte|belangstelling)\b|\bnee,? (?:dank|bedankt)\b|\b(?:dank|bedankt),? (?:maar |je |u )*(?:nee|niet)\b|\bniet (?:relevant|nodig|van toepassing|voor ons)\b|\b(?:hebben|werken|zijn) (?:al|reeds)\b|\b(?:tevreden|voorzien)\b/,
  ],
  notNow: [
    /\b(?:niet|geen)\b.{0,30}\b(?:nu|op dit moment|momenteel|dit jaar|voorlopig|op het moment)\b|\b(?:nu|op dit moment|momenteel|voorlopig|dit jaar|op het moment)\b.{0,30}\b(?:niet|geen)\b|\b(?:later|volgend (?:jaar|kwartaal)|volgende maand|in (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|het (?:nieuwe jaar|voorjaar|najaar))|over (?:een paar|enkele|twee|drie|zes|\d+) (?:weken|maanden)|na de)\b|\bbudget\b.{0,40}\b(?:op|bevroren|volgend|geen)\b|\bnog niet\b/,
  ],
  wrongPerson: [
    /\bniet (?:de (?:juiste|goede)|verantwoordelijk|mijn (?:afdeling|taak|gebied)|meer (?:werkzaam|in dienst|bij))\b|\bverkeerde (?:persoon|adres|contact\w*|afdeling)\b|\bwerk(?:t|zaam)? (?:hier |er |daar )?niet (?:meer)?\b|\b(?:neem|neemt u|kunt u) (?:dan |beter |het beste )*contact (?:op )?(?:met|opnemen met) (?:mijn|onze|de|dhr|mevr)\b|\b(?:gaat|is) (?:hier)?over\b.{0,15}\bcollega\b|\bmet pensioen\b|\bcollega\b.{0,40}\b(?:verantwoordelijk|gaat daarover|behandelt)\b/,
  ],
  away: [
    /\b(?:afwezig\w*|niet (?:op kantoor|aanwezig|bereikbaar|in de gelegenheid)|met (?:vakantie|verlof|zwangerschapsverlof)|op (?:vakantie|reis|zakenreis)|buiten kantoor|weer (?:terug|aanwezig|bereikbaar|op kantoor)|ouderschapsverlof|ziek\w*|beperkt bereikbaar)\b/,
  ],
  machine: [
    /\bautomatisch\w* (?:\S+ )?(?:antwoord|bericht|reactie|mail|e-?mail|gegenereerd|verzonden)\b|\b(?:bij|in|voor) (?:dringende|spoedeisende|urgente) (?:zaken|gevallen|vragen|kwesties)\b|\bbij spoed\b|\b(?:uw|je) (?:bericht|mail|e-?mail|vraag|aanvraag) (?:is|hebben wij|wordt|werd) (?:\S+ )?(?:ontvangen|geregistreerd|doorgestuurd|in behandeling)\b|\bwij hebben (?:uw|je) (?:bericht|mail|e-?mail|vraag) (?:\S+ )?ontvangen\b|\bticketnummer\b|\bontvangstbevestiging\b/,
  ],
};
