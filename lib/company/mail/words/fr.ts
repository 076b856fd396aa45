import type { Words } from "./words";

const MAIL =
  "(?:e-?mails?|mails?|courriels?|messages?|newsletters?|courriers?|publicites?|pubs?|spams?|sollicitations?|demarchages?|prospections?|offres?|relances?|communications?)";
const words = (pattern: string): RegExp => new RegExp(pattern);
const LIST =
  "(?:\\S*listes?|bases?(?: de donnees)?|fichiers?|mailings?|mailing list|diffusion|newsletter|envois?|crm|contacts|campagnes?|systemes?)";

export const fr: Words = {
  leave: [
    /\bne (?:pas|plus) (?:me |nous |m')?(?:re)?(?:contact|solliciter|ecri|relanc|derang|appel|envoy|demarch)\w*/,
    /\b(?:refus\w*)\b.{0,30}\b(?:demarch|sollicit|contact|recevoir|prospection|publicit)\w*/,
    words(
      `\\b(?:retir\\w*|supprim\\w*|enlev\\w*|effac\\w*|ray\\w*|otez|oter|sort(?:ez|ir))(?:-| )(?:moi|nous|mon|notre|nos|mes|cette adresse|le mien)\\b(?! (?:une|un) )`,
    ),
    words(
      `\\b(?:me|nous|mon \\S+|notre \\S+|mes \\S+|nos \\S+|m'|l'adresse \\S+)(?: |)(?:bien )?(?:retir\\w*|supprim\\w*|enlev\\w*|effac\\w*|ray\\w*|desinscri\\w*|desabonn\\w*|oter|sortir)\\b`,
    ),
    words(
      `\\b(?:retir\\w*|supprim\\w*|enlev\\w*|effac\\w*|ray\\w*)\\b.{0,40}\\b(?:de|dans) (?:vos?|votre|la|cette|toutes?)(?: \\S+){0,2} ${LIST}`,
    ),
    words(
      `\\b(?:supprim\\w*|effac\\w*|retir\\w*)\\b.{0,15}\\b(?:mes|nos|mon|notre) (?:donnees|coordonnees|adresse|e-?mail|mail|nom|contact|informations)`,
    ),
    /\b(?:desinscri(?:re|vez|ption|s|t|tes)|desabonn(?:er|ez|ement|e|es)|me desabonner|desinscrit)\b(?!.{0,25}\b(?:taux|clients|utilisateurs|abonnes)\b)(?<!\btaux de .{0,20})/,
    words(
      `\\bne (?:plus|pas) (?:jamais )?(?:m'|me |nous )?(?:plus )?(?:contact\\w*|ecri\\w*|envoy\\w*|adress\\w*|solliciter|sollicit\\w*|relanc\\w*|demarch\\w*|derang\\w*|importun\\w*|appeler)\\b`,
    ),
    words(
      `\\bne (?:m'|me |nous )(?:contact\\w*|ecri\\w*|envoy\\w*|adress\\w*|sollicit\\w*|relanc\\w*|demarch\\w*|derang\\w*|importun\\w*)(?: (?:plus|pas|jamais))\\b(?! (?:avant|le|la|votre))`,
    ),
    words(
      `\\b(?:plus|pas|aucun\\w*|jamais) (?:a |de |d'|recevoir |etre |recu |vos |tes |ces |autres? |nouveaux? )*(?:contacte\\w*|sollicite\\w*|derange\\w*|demarche\\w*|recevoir (?:de |d'|vos |ces |ce type de |ce genre de )*${MAIL})\\b`,
    ),
    words(`\\b(?:plus|stop)(?: jamais)? (?:de |d'|aux |a |avec )(?:vos |tes |ces |l')?${MAIL}\\b`),
    words(
      `\\b(?:arret\\w*|cess\\w*|stopp\\w*) (?:s'il vous plait |svp |immediatement |de suite )*(?:de |d'|vos |ces |tous? |tes |les |avec |l')+(?:\\S+ )?(?:m'|nous |me )?(?:contact\\w*|ecri\\w*|envo\\w*|spam\\w*|harcel\\w*|sollicit\\w*|relanc\\w*|${MAIL}|demarch\\w*|derang\\w*)`,
    ),
    /\b(?:arretez|cessez|stoppez)(?: tout)?(?: (?:ca|cela|immediatement|maintenant|svp|merci|s'il vous plait))*(?: ?[.!]|$)/,
    /\b(?:je|nous) (?:m'|nous )?oppos\w+\b|\bopposition (?:au|a la|a l'|a tout)\b|\bretir\w* (?:mon|notre) consentement\b|\b(?:jamais|pas) (?:donne|accepte|consenti|autorise)\b.{0,30}/,
    /\b(?:laissez|fichez|foutez)[- ](?:moi|nous)\b.{0,20}\b(?:tranquille|paix)\b|\bfoutez(?:-| )(?:moi|nous)\b/,
    /\b(?:droit (?:a l'|d')(?:oubli|effacement|opposition)|article (?:17|21) (?:du )?rgpd)\b|\bpriere de ne (?:plus|pas)\b|\bmerci de ne (?:plus|pas)\b.{0,20}\b(?:ecri|contact|envo|sollicit|relanc|m'|nous)/,
    /\b(?:bloqu\w*|blacklist\w*) (?:moi|mon adresse|notre adresse|cette adresse)\b|\bliste (?:noire|rouge|d'opposition)\b|\bne (?:souhait\w*|veu\w*|desir\w*|voul\w*) (?:plus|pas)\b.{0,30}\b(?:contact|recevoir|mail|message|sollicit|demarch|entendre parler|etre)\w*/,
    /\boubliez(?:-| )(?:moi|nous|mon|cette)\b/,
  ],
  leaveUnlessInterested: [
    /\bveuillez (?:cesser|arreter|stopper)\b/,
    words(`\\b(?:aucun|pas|plus) (?:autre |d'autre\\w* )?${MAIL}\\b(?: s'il| svp| merci| ?[,.!]|$)`),
    /\bc'est du spam\b|\b(?:signal\w*|marqu\w*) (?:comme|en) spam\b|\bharcelement\b|\bca suffit\b|\bstop\b(?= ?(?:[.!,]|$|merci|svp))|\binutile de (?:me |nous )?(?:relancer|recontacter|rappeler|insister|reecrire)\b|\b(?:jamais|pas) (?:demande|inscrit|abonne|sollicite)\b/,
  ],
  leaveAlone:
    /^(?:merci de |svp |bonjour |veuillez )*(?:stop|desinscription|desinscrire|desabonnement|desabonner|me desabonner|me desinscrire|supprimer|retirer|plus de mails?|plus d'emails?|stop pub|arretez|non merci stop)(?:[ .,!]|svp|merci|s'il vous plait)*$/,
  doubtful: [
    /\b(?:desinscri|desabonn|rgpd|cnil|spam|pub\b|donnees personnelles|ou avez-vous (?:eu|trouve)|avocat|plainte|harcel|demarchage)\w*/,
  ],
  interested: [
    /\b(?:oui|volontiers|avec plaisir|bien sur|d'accord|pourquoi pas|interessant|interesse\w*|interessent|tres bien|parfait|curieux|curieuse|ravi\w*)\b/,
    /\b(?:appelez[- ]?moi|rappelez[- ]?moi|appelez[- ]?nous|contactez[- ]?moi|envoyez[- ](?:moi|nous)|parlons|discutons|echangeons|dites[- ]m'en|pouvez[- ]vous|pourriez[- ]vous|proposez[- ]moi)\b/,
    /\b(?:rendez-vous|rdv|creneau|disponible\w*|convient|tarifs?|prix|devis|demo|demonstration|en savoir plus|plus d'informations?|plus d'infos?|documentation|plaquette|combien)\b/,
  ],
  notInterested: [
    /\b(?:pas|plus|non|aucunement) (?:\S+ )?interess\w*\b|\bnon,? merci\b|\bmerci,? (?:mais )?non\b|\b(?:pas|aucun) (?:de |d')?(?:besoin|interet)\b|\bne (?:nous |m')?interesse\w* (?:pas|plus)\b|\b(?:deja|sommes) (?:equipes?|satisfaits?|un prestataire|un fournisseur)\b|\bavons deja\b|\bpas (?:pour nous|pertinent|adapte)\b/,
  ],
  notNow: [
    /\b(?:pas|plus) (?:\S+ ){0,2}(?:maintenant|pour le moment|pour l'instant|actuellement|cette annee|tout de suite|en ce moment|encore|a l'ordre du jour)\b|\b(?:pour le moment|pour l'instant|actuellement|en ce moment)\b.{0,40}\b(?:pas|aucun|non)\b|\b(?:plus tard|l'annee prochaine|l'an prochain|le mois prochain|au (?:premier|deuxieme|prochain) trimestre|a la rentree|en (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)|dans (?:quelques|deux|trois|six|\d+) (?:semaines|mois))\b|\bbudget\b.{0,40}\b(?:gele|epuise|boucle|prochain)/,
  ],
  wrongPerson: [
    /\b(?:pas|plus) (?:la bonne|le bon|la personne|l'interlocut\w+|le responsable|en charge|responsable|concerne\w*|mon domaine|chez|dans (?:la|cette) (?:societe|entreprise)|mon service|de mon ressort)\b|\b(?:mauvais\w*|bon\w*) (?:interlocut\w+|contact|personne|destinataire)\b|\b(?:quitte|parti\w* de) (?:la |l'|cette )?(?:societe|entreprise)\b|\b(?:contactez|adressez[- ]vous a|voyez avec|ecrivez a) (?:plutot |mon|ma|notre|monsieur|madame|m\.|mme)\b|\ba la retraite\b|\bne travaille plus\b/,
  ],
  away: [
    /\b(?:absent\w*|en (?:conges?|vacances|deplacement|formation|arret(?: maladie)?)|hors du bureau|de retour (?:le|au bureau|lundi|mardi|mercredi|jeudi|vendredi)|conge (?:maternite|paternite|parental|maladie)|pas au bureau|indisponible|acces limite a (?:ma|mes))\b/,
  ],
  machine: [
    /\b(?:reponse|message|courriel|e-?mail|mail|accuse de reception) automatique\b|\bautomatiquement (?:genere|envoye)\b|\ben cas d'urgence\b|\bpour toute (?:urgence|demande urgente)\b|\bvotre (?:message|demande|mail|e-?mail|courriel) (?:a (?:bien )?ete|est bien) (?:recue?|enregistree?|pris\w*)\b|\bnous avons bien recu votre\b|\bnumero de (?:ticket|dossier)\b|\bne pas repondre a ce (?:message|mail|courriel)\b|\baccuse de reception\b/,
  ],
};
