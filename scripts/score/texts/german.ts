// German, of Germany, Austria and Switzerland.
import { type Language, lines, words } from './language.js';

export const german: Language = {
  code: 'de',
  texts: 260,
  given: words(
    'Margarete=Gretel, Johannes=Hannes, Elisabeth=Lisl, Friedrich=Fritz, Sabine=Bine, Maximilian=Maxi, Katharina=Kathi, Jürgen=Jürg, Rosemarie=Rosi, Ernst=Ernstl, Heidrun=Heidi, Wolfgang=Wolfi',
  ),
  family: words(
    'Schneider=Schneiders, Weber=Webers, Müller-Lüdenscheidt, von Hohenstein=von Hohensteins, Öztürk, Kraus, Klein=Kleins, Becker=Beckers, Groß, Brandstätter=Brandstätters, Lang=Langs, Huber=Hubers, zu Eulenburg, Jäger=Jägers, Kurz, Strauß, Nguyen, Herz, Wiesengrund=Wiesengrunds, Fuß, Rosenblatt=Rosenblatts',
  ),
  hospitals: words(
    'Klinikum Rosenau, St.-Vinzenz-Krankenhaus, Universitätsklinikum Tannstadt, Kreiskrankenhaus Bad Lauten, MVZ am Markt, Charité Nord, Radiologie am Stadtpark, Herz-Jesu-Spital, Inselspital Süd',
  ),
  wards: words('Station 3B, Station Hildegard, ITS 2, Zimmer 214, Station C4, Stroke Unit Bett 7'),
  towns: words('Bamberg, Buxtehude, Gera, Castrop-Rauxel, Linz, Winterthur, Essen, Halle, Wesel'),
  addresses: words(
    'Lindenstr. 12, Am Alten Markt 5a, Goethestraße 114, Kirchgasse 3, Rosenweg 27, Hauptstr. 8, Ringstraße 41b, Bahnhofsplatz 2, Untere Mühlgasse 19',
  ),
  phones: words('089/55512##, 0151-5551####, +49 30 555 ####, 0221 5550 ##, 06131/17-##66, +43 1 5550###'),
  months: words('Januar, Februar, März, April, Mai, Juni, Juli, August, September, Oktober, November, Dezember'),
  dates: words('DD.MM.YYYY, D.M.YY, DD.MM.YY, YYYY-MM-DD, D.M.YYYY, DD.MM.'),
  dateWords: words('D. MON YYYY, MON YYYY, D.MON YYYY, vom D. MON, Ende MON YYYY, MON YY'),
  header: lines(`
    CT Thorax mit KM {PL}
    MRT Schädel nativ und mit KM
    Rö Thorax p.a. und seitlich
    MRT HWS bei Z.n. Sturz {DT}
    Befundet: OA Dr. {D}
    befundet {D}/{D}
    VU {H} {DT}
    Z.n. Billroth II, V.a. Rezidiv
    MRT Knie li, Baker-Zyste
    Hodgkin-Lymphom, Restaging
    Pat. {P} geb. {DT}
    Überw.: Dr. {DF}
    {W} Thorax Liegend
    CT Abdomen Z.n. Whipple-OP
    Sono Abdomen Dr. {D}
    MTRA {D}
    Ewing-Sarkom Femur re
    Colles-Fraktur, Kontrolle im Gips
    Fr. {PL} Mammographie bds.
    Hr. {PL}, Schulter re a.p.
    Angio Becken-Bein, PTA AFS re
    Unterlagen an {E}
    Osteodensitometrie LWS/Hüfte
    Fall {AC} Nachbefundung
    V.a. Morbus Crohn, MR-Sellink
    KM-Gabe durch {DI}
    Szintigraphie Schilddrüse Tc-99m
  `),
  notes: lines(`
    Pat. {P}, wohnhaft {A}, {T}, kommt in Begleitung der Tochter {R}.
    Frau {PL} hat Platzangst, 1 mg Tavor gegeben. Untersuchung abgebrochen.
    Herr {PL} wurde von Dr. {DF} überwiesen, Tel. {F}.
    Rücksprache mit Dr. {D}, {H}, am {DT}.
    Anamnese: Z.n. Mamma-Ca links, OP {DW} durch Prof. {DF}.
    Bekannter Morbus Bechterew, Therapie mit Adalimumab. Kreatinin 0,9 mg/dl.
    Zuweiser: {DI}, {T}. Befund bitte per Fax {F}.
    Aufklärung durch {D}, Unterschrift liegt vor. Keine Allergien.
    80 ml Ultravist 370 i.v., Flow 3 ml/s, Delay 70 s. DLP 412 mGy*cm.
    Ehemann {R} informiert am {DT}. Versichertennr. {N}.
    {G}-jähriger Patient, Sturz im Bad, unter Marcumar, INR 2,8.
    Voraufnahmen vom {DT} aus {H} lagen vor ({AC}).
    Name auf dem Armband falsch ({PT}), richtig {PL}.
    Pat.-Nr. {NP}, Fallnr. {N}, Aufnahme {DT} auf {W}.
    Untersucher {DI}, Assistenz {DI}. Gerät Ser.-Nr. {S}.
    Verlegt aus {T}, dort von Kollegin {D} betreut.
    Sohn {R} ist Ansprechpartner, mobil {F}.
    Bewegungsartefakte in Serie 5, Wiederholung mit TR 4000, TE 95.
    Besprochen mit OA {D} und FA {D}. Procedere: Kontrolle in 3 Monaten.
    Die Patientin ({PI}) konnte die Luft nicht anhalten.
    {P}s Vater litt an Chorea Huntington.
    Untersuchung auf Wunsch von {PF}s Mutter {R} wiederholt.
  `),
  report: lines(`
    Kein Nachweis eines Pleuraergusses oder pneumonischen Infiltrates.
    Im Vergleich zur Voruntersuchung vom {DT} größenregredienter Rundherd im rechten Oberlappen, jetzt 8 mm.
    Mit freundlichen kollegialen Grüßen, Dr. med. {DF}
    gez. {D}
    Gez. Dr. {DF}, Oberärztin der Klinik für Radiologie, {H}
    Sehr geehrte Frau Kollegin {D}, wir berichten über die Untersuchung Ihrer Patientin.
    Sehr geehrter Herr Dr. {D}, vielen Dank für die Zuweisung von Frau {PL}.
    Herr {P} stellte sich am {DT} in unserer Ambulanz vor.
    Bosniak-II-Zyste am Unterpol der linken Niere, 22 mm, 18 HE.
    Schatzki-Ring im distalen Ösophagus, kleine axiale Hiatushernie.
    Chiari-Malformation Typ I ohne Syrinx, Tonsillentiefstand 7 mm.
    Osteochondrose Modic II in Höhe LWK 4/5, Schmorl-Knötchen BWK 11.
    Kein Hinweis auf ein May-Thurner-Syndrom. Thrombus in der Vena poplitea.
    Morbus Perthes Stadium Catterall II rechts.
    Baker-Zyste 3 x 2 cm, Läsion des Innenmeniskushinterhorns Grad III nach Stoller.
    Weber-B-Fraktur des Außenknöchels in achsgerechter Stellung.
    Gleason 3+4=7a, PI-RADS 4 in der peripheren Zone links.
    Der Befund wurde telefonisch an Frau {D} übermittelt ({F}).
    Die Schwester des Patienten, {R}, wurde verständigt.
    Histologie {AC}: mäßig differenziertes Adenokarzinom, pT3 N1 M0.
    Der Befund wurde Kollege {D} am {DW} mitgeteilt.
    Linksventrikuläre Funktion normal, EF 62 % nach Simpson, TAPSE 22 mm.
    Untersuchung nach Anlage einer Hickman-Verlaufskontrolle ohne Besonderheiten.
    Die Gefäße des Circulus Willisii sind frei durchgängig.
    Vidiert durch {DF} am {DT}.
    Empfehlung: Verlaufskontrolle in 6 Monaten, Vorstellung bei Dr. {D} in {T}.
    Befund und Bilder wurden an {H} geschickt.
    Prostata 45 ml, Samenblasen reizlos, Douglas-Raum frei.
    Die {G} Jahre alte Patientin lebt in {T}.
  `),
};
