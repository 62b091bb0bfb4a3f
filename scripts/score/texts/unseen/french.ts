// French of the scoring set.
import { type Language, lines, words } from '../language.js';

export const french: Language = {
  code: 'fr',
  texts: 90,
  given: words(
    'Clémentine=Clem, Augustin=Gus, Aïssatou=Aïcha, Thibault=Titi, Yolande=Yoyo, Mouloud=Mouss, Élisabeth=Babette, Anne-Sophie=Anso, Nguyen Thi=Tina, Gwenaël=Gwen, Désirée=Didi, Maxence=Max',
  ),
  family: words(
    'Kervella, Ouedraogo, Bensaïd, Fontaine, de Villeneuve, Marchand, Traoré, Lemoine, Phung, Charpentier, Blanchard, Da Costa, Guérin, Ben Youssef, Vandenberghe, Sauvage',
  ),
  hospitals: words(
    'CH de Brévanne, Clinique du Val Fleuri, Hôpital Notre-Dame de Grâce, Cabinet Radiologie Montclar, HIA Bellecombe, Maison de santé des Aulnes, GHT Armorique, Hôpital Jean-Baptiste Morel, CHUV Nord, EHPAD Les Glycines',
  ),
  wards: words('Cardio 2, SMUR, Médecine polyvalente, USIC, Maternité 3e étage'),
  towns: words('Quimper, Montluçon, Lausanne, Sherbrooke, Namur, Sète, Chambéry, Vienne'),
  addresses: words(
    '5 chemin des Vignes, 118 quai Lamartine, Résidence Les Pins bât C, 2 ter allée des Chênes, 60 cours Gambetta, lieu-dit Kerbihan',
  ),
  phones: words('04 99 55 ## ##, 07 55 ## ## ##, 0033 1 99 00 ## ##, 021 555 ## ##, poste ##42, 418-555-####'),
  months: words('janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre'),
  monthsShort: words('janv., févr., mars, avr., mai, juin, juil., août, sept., oct., nov., déc.'),
  dates: words('DD.MM.YY, D/M/YY, DD/MM/YYYY, YYYY-MM-DD, DD MM YYYY, DDMMYYYY'),
  dateWords: words('D MMM YYYY, début MON YYYY, courant MON YYYY, D MON YYYY, MMM YY, MON YYYY'),
  days: words('le D MON, DD/MM, D MMM, le D/MM'),
  header: lines(`
    {P} RX main D 3 inc
    TDM crâne {PL} chute {DY}
    Relecture {H} {DT}
    Manip {TI}
    Demandeur {DF}
    Dr {D} svp coupes fines
    Import CD {H}
    Thorax au lit {W}
    {G} ans, AEG, TDM TAP
    Méd. ttt {D}, {T}
    Bébé {PL} ETF
    rappeler {F}
    Accident travail {DT}
    IPP erroné {NP}
    {DB} épaule G
    Vu avec {D} {DY}
    Segond ? IRM genou D
    Maladie de Verneuil, IRM périnée
    Lasègue +, L5 G, TDM lombaire
    Bili-IRM, Mirizzi ?
    Lisfranc, clichés en charge
    TEP FDG, Deauville
    Echo doppler TSA, NASCET
    Port-a-cath, extrémité ?
    Bras B, semaine 12
    Panoramique dentaire, DDS 18 28
    Bennett, pouce G F+P
  `),
  notes: lines(`
    {PL} {PF}, {DT}, transférée de {H} pour embolisation, porteuse d'un DIU.
    Appel du Dr {D} ({H}) au {F} : résultat donné à 16h40.
    Vit seul au {A}, {T}; aide à domicile {DF}, tél. {F}.
    Consentement signé par la mère, {R}; père joint au {F}.
    On l'appelle {PN}. Malentendante, parler fort.
    Pacemaker Boston, n° {S}, posé en {DW} par {D} à {H}.
    AVP {DT}, véhicule {K}, passager avant, ceinturé.
    Erreur d'identité : images de {P} rangées sous {AC}, corrigé {TI}.
    Mutuelle n° {N}, NIR {N}, vérifié par {TI}.
    Suivie par {DF} à {T} pour SEP, poussée début {DY}.
    Opérée du genou par {D} en {DW}, reprise par {DF}.
    CR à envoyer à {E}, copie kiné {D}.
    Selon l'épouse {R}, chute dans l'escalier {DY}, PCI brève.
    Interne {D}, bip {B}, senior {D}.
    Nom sur le bracelet : {PT}. Corrigé.
    Vue en salle par {DB}, pas d'indication chirurgicale.
    Sous Xarelto, Hb 8,2. Méléna depuis 2 j. Recherche de saignement actif.
    Score de Wells 5, D-dimères 1800, désaturation à 88 %. EP ?
    Signe de Murphy +, CRP 142, lithiase connue. Fièvre 38,9.
    Babinski à D, aphasie, NIHSS 14, début 07h10. ASPECTS ? Actilyse.
    Iomeron 350 110 cc VVP 18 G, 4 cc/s. Extravasation 0. DLP 610.
    Cirrhose Child B8, AFP 420, nodule segment IV; Milan ?
    Claustro +++, Atarax 25, refus injection, séq. Dixon refaite x2.
    Tinel et Phalen +, Dupuytren stade 2 opéré. Canal carpien ?
  `),
  report: lines(`
    Indication : douleur de la fosse iliaque droite chez Mme {PL}, {G} ans.
    Étude comparative avec le scanner de {H} du {DT} ({AC}).
    Résultat transmis ce jour au Dr {D} par {DF}.
    Chère amie, je te remercie de m'avoir confié {P}.
    Mon cher {D}, j'ai revu {PF} {PL} accompagné de sa femme {R}.
    Bien confraternellement, {DF}
    Dicté par {DB}, saisi par {TI}, le {DT}.
    Examen réalisé par {D} et interprété par {DF}, {H}.
    Signature électronique : Pr {DF}, RPPS {N}.
    Complément du {DT} : relecture avec {D}, pas de modification.
    Patient revu par {DF} en {DW}; contrôle prévu le {DT} à {T}.
    Le fils, {R}, est prévenu au {F}.
    Pas d'argument pour un Budd-Chiari. Lobe de Riedel.
    Sténose de la carotide interne à 60 % (NASCET), polygone de Willis complet.
    Fracture de Maisonneuve, diastasis de 4 mm. Pas de Lisfranc.
    Aspect de maladie de Forestier; Baastrup L3-L4.
    Lésion de Hill-Sachs, Bankart osseux, glène 12 %.
    Syndrome de Bouveret écarté; hernie de Spiegel non vue.
    Carcinome lobulaire, SBR 2, RE 90 %, HER2 1+, Ki67 12 %, ACR 6.
    Scheltens 2, Fazekas 1, pas de Chiari. Hippocampes symétriques.
    Nodule EU-TIRADS 4 de 14 mm, Bethesda 2 antérieur.
    Conclusion : diverticulite Hinchey Ib. Cloquet, 7 mm, non suspect.
  `),
};
