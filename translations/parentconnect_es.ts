<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>ConversationText</name>
    <message>
        <source>The school</source>
        <translation>La escuela</translation>
    </message>
    <message>
        <source>You: %1</source>
        <translation>Tú: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>sender: text</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Somebody who left</source>
        <translation>Alguien que se fue</translation>
    </message>
    <message numerus="yes">
        <source>%n families</source>
        <translation>
            <numerusform>%Ln familia</numerusform>
            <numerusform>%Ln familias</numerusform>
        </translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Alguien</translation>
    </message>
    <message>
        <source>%1 (former member)</source>
        <translation>%1 (antiguo miembro)</translation>
    </message>
</context>
<context>
    <name>FailureNote</name>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>take the unsent message back</comment>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>MessageActions</name>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Detalles</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Cancel sending</source>
        <translation>Cancelar el envío</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>You started the conversation</source>
        <translation>Iniciaste la conversación</translation>
    </message>
    <message>
        <source>You added %1</source>
        <translation>Añadiste a %1</translation>
    </message>
    <message>
        <source>You removed %1</source>
        <translation>Quitaste a %1</translation>
    </message>
    <message>
        <source>You left</source>
        <translation>Te fuiste</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Enviando</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Enviado</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Entregado</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Leído</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>No enviado</translation>
    </message>
    <message>
        <source>Not sent: the school does not allow writing here.</source>
        <translation>No enviado: la escuela no permite escribir aquí.</translation>
    </message>
    <message>
        <source>Not sent: this conversation no longer exists.</source>
        <translation>No enviado: esta conversación ya no existe.</translation>
    </message>
    <message>
        <source>Not sent: the message is longer than the school allows.</source>
        <translation>No enviado: el mensaje es más largo de lo que permite la escuela.</translation>
    </message>
    <message>
        <source>Not sent: too many messages in a short time.</source>
        <translation>No enviado: demasiados mensajes en poco tiempo.</translation>
    </message>
    <message>
        <source>Not sent: it waited too long for a connection.</source>
        <translation>No enviado: esperó demasiado tiempo una conexión.</translation>
    </message>
    <message>
        <source>Not sent: this app is too old for the school’s server.</source>
        <translation>No enviado: esta aplicación es demasiado antigua para el servidor de la escuela.</translation>
    </message>
    <message>
        <source>Not sent: please sign in again.</source>
        <translation>No enviado: inicia sesión de nuevo.</translation>
    </message>
    <message>
        <source>Not sent: this computer’s disk refused it.</source>
        <translation>No enviado: el disco de este equipo lo rechazó.</translation>
    </message>
    <message>
        <source>Not sent: you stopped it.</source>
        <translation>No enviado: lo detuviste.</translation>
    </message>
    <message>
        <source>Not sent: the school’s server did not answer.</source>
        <translation>No enviado: el servidor de la escuela no respondió.</translation>
    </message>
    <message>
        <source>Not sent: something went wrong.</source>
        <translation>No enviado: algo salió mal.</translation>
    </message>
    <message>
        <source>%1 started the conversation</source>
        <translation>%1 inició la conversación</translation>
    </message>
    <message>
        <source>%1 added %2</source>
        <translation>%1 añadió a %2</translation>
    </message>
    <message>
        <source>%1 removed %2</source>
        <translation>%1 quitó a %2</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 se fue</translation>
    </message>
    <message>
        <source>%1 is typing…</source>
        <translation>%1 está escribiendo…</translation>
    </message>
    <message>
        <source>%1 and %2 are typing…</source>
        <translation>%1 y %2 están escribiendo…</translation>
    </message>
    <message numerus="yes">
        <source>%n people are typing…</source>
        <translation>
            <numerusform>%Ln persona está escribiendo…</numerusform>
            <numerusform>%Ln personas están escribiendo…</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting for this message…</source>
        <translation>Esperando este mensaje…</translation>
    </message>
    <message>
        <source>Sent before this computer was added</source>
        <translation>Enviado antes de añadir este equipo</translation>
    </message>
    <message>
        <source>Not sent to this computer</source>
        <translation>No se envió a este equipo</translation>
    </message>
    <message>
        <source>This message is damaged</source>
        <translation>Este mensaje está dañado</translation>
    </message>
    <message>
        <source>Not shown: this message may not be from its sender</source>
        <translation>No se muestra: puede que este mensaje no sea de quien dice</translation>
    </message>
    <message>
        <source>It appears here by itself.</source>
        <translation>Aparecerá aquí por sí solo.</translation>
    </message>
    <message>
        <source>Only computers that were there at that time can open it.</source>
        <translation>Solo pueden abrirlo los equipos que ya estaban entonces.</translation>
    </message>
    <message>
        <source>Look on another computer of yours, or ask for it to be sent again.</source>
        <translation>Míralo en otro equipo tuyo o pide que lo envíen de nuevo.</translation>
    </message>
    <message>
        <source>It cannot be opened. Ask for it to be sent again.</source>
        <translation>No se puede abrir. Pide que lo envíen de nuevo.</translation>
    </message>
    <message>
        <source>Ask them about it in another way, and tell the school if it happens again.</source>
        <translation>Pregúntale por otro medio y avisa a la escuela si vuelve a ocurrir.</translation>
    </message>
    <message>
        <source>Not sent: who is in this conversation has just changed.</source>
        <translation>No enviado: las personas de esta conversación acaban de cambiar.</translation>
    </message>
    <message>
        <source>This message needs a newer version of the app.</source>
        <translation>Este mensaje necesita una versión más nueva de la aplicación.</translation>
    </message>
    <message>
        <source>It is kept, and appears once the app is up to date.</source>
        <translation>Queda guardado y aparecerá cuando la aplicación esté al día.</translation>
    </message>
    <message>
        <source>Others here bring it back by themselves, once they are sure that it is you.</source>
        <translation>Los demás te lo devuelven por sí solos en cuanto es seguro que eres tú.</translation>
    </message>
    <message>
        <source>The conversation is now called “%1”</source>
        <translation>La conversación se llama ahora «%1»</translation>
    </message>
</context>
<context>
    <name>TimeText</name>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Ayer</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a day, a time</comment>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>TimelineText</name>
    <message>
        <source>Former member</source>
        <translation>Antiguo miembro</translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <comment>messages</comment>
        <translation>
            <numerusform>%Ln nuevo</numerusform>
            <numerusform>%Ln nuevos</numerusform>
        </translation>
    </message>
    <message>
        <source>Older messages were removed</source>
        <translation>Los mensajes anteriores se eliminaron</translation>
    </message>
    <message numerus="yes">
        <source>%n messages are on their way</source>
        <translation>
            <numerusform>%Ln mensaje está en camino</numerusform>
            <numerusform>%Ln mensajes están en camino</numerusform>
        </translation>
    </message>
    <message>
        <source>You</source>
        <translation>Tú</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a row</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>A message that you wrote on another computer is missing here: neither the school’s server nor the network brought it. It is still on that computer.</source>
        <translation>Falta aquí un mensaje que escribiste en otro equipo: ni el servidor de la escuela ni la red lo han traído. Sigue en ese equipo.</translation>
    </message>
    <message>
        <source>A message from %1 is missing here: neither the school’s server nor the network brought it. Please ask them what it said.</source>
        <translation>Falta aquí un mensaje de %1: ni el servidor de la escuela ni la red lo han traído. Pregúntale qué decía.</translation>
    </message>
    <message>
        <source>%1 · written %2</source>
        <comment>14:06 · written 9:30</comment>
        <translation>%1 · escrito %2</translation>
    </message>
    <message>
        <source>Written %1, and with the school’s server since %2.</source>
        <comment>times</comment>
        <translation>Escrito: %1. En el servidor de la escuela desde: %2.</translation>
    </message>
    <message>
        <source>By the computer that it was written on: %1. By the school’s server: %2. One of the two clocks is wrong.</source>
        <comment>times</comment>
        <translation>Según el equipo en que se escribió: %1. Según el servidor de la escuela: %2. Uno de los dos relojes va mal.</translation>
    </message>
</context>
<context>
    <name>pc::account::AccountFlow</name>
    <message>
        <source>Opening your messages…</source>
        <translation>Abriendo tus mensajes…</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Iniciando sesión…</translation>
    </message>
    <message>
        <source>Opening your conversations…</source>
        <translation>Abriendo tus conversaciones…</translation>
    </message>
    <message>
        <source>This computer was signed out. Your messages are still here; please sign in again.</source>
        <translation>Se cerró la sesión en este equipo. Tus mensajes siguen aquí; inicia sesión de nuevo.</translation>
    </message>
</context>
<context>
    <name>pc::account::CheckDialog</name>
    <message>
        <source>Check the connection</source>
        <translation>Comprobar la conexión</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Copy what was found</source>
        <translation>Copiar lo que se encontró</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Comprobar otra vez</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>There is no address of a school to check yet. Please enter it first.</source>
        <translation>Todavía no hay ninguna dirección de una escuela que comprobar. Escríbela primero.</translation>
    </message>
</context>
<context>
    <name>pc::account::CheckRow</name>
    <message>
        <source>%1: %2</source>
        <comment>a step, and how it went</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>pc::account::DeviceRow</name>
    <message>
        <source>A computer without a name</source>
        <translation>Un equipo sin nombre</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Cambiar el nombre</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Name of the computer</source>
        <translation>Nombre del equipo</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Este equipo</translation>
    </message>
    <message>
        <source>Signed in with your password, and not added. Remove it if it is not yours, and change your password.</source>
        <translation>Inició sesión con tu contraseña y no se añadió. Quítalo si no es tuyo y cambia tu contraseña.</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Sesión cerrada</translation>
    </message>
    <message>
        <source>Last here: %1</source>
        <translation>Última vez aquí: %1</translation>
    </message>
    <message>
        <source>Save the name</source>
        <translation>Guardar el nombre</translation>
    </message>
    <message>
        <source>It is signed out at once and gets no more messages. What it has shown already stays on it.</source>
        <translation>Se cierra su sesión de inmediato y no recibe más mensajes. Lo que ya mostró se queda en él.</translation>
    </message>
    <message>
        <source>Remove it now</source>
        <translation>Quitarlo ahora</translation>
    </message>
</context>
<context>
    <name>pc::account::DevicesDialog</name>
    <message>
        <source>The school&apos;s server names other computers than this one knows. Nothing was changed. Please tell the school.</source>
        <translation>El servidor de la escuela nombra otros equipos que los que este conoce. No se cambió nada. Avisa a la escuela.</translation>
    </message>
    <message>
        <source>Add a computer…</source>
        <translation>Añadir un equipo…</translation>
    </message>
    <message>
        <source>Your computers</source>
        <translation>Tus equipos</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Asking the school&apos;s server…</source>
        <translation>Preguntando al servidor de la escuela…</translation>
    </message>
</context>
<context>
    <name>pc::account::InviteDialog</name>
    <message>
        <source>Another administrator of your school has to let you confirm people first.</source>
        <translation>Primero otro administrador de tu escuela tiene que permitirte confirmar a personas.</translation>
    </message>
    <message>
        <source>There are too many letters that nobody has joined with. Please withdraw some first.</source>
        <translation>Hay demasiadas cartas con las que nadie ha entrado. Por favor, retira antes algunas.</translation>
    </message>
    <message>
        <source>Invite people</source>
        <translation>Invitar a personas</translation>
    </message>
    <message>
        <source>Each person gets a letter of their own. Whoever joins with it is confirmed by the school at once, and nobody has to compare anything.</source>
        <translation>Cada persona recibe su propia carta. A quien entra con ella la escuela lo confirma enseguida, y nadie tiene que comparar nada.</translation>
    </message>
    <message>
        <source>Jana Horáková; Mother of Mateo</source>
        <comment>an example: a name, and what the school calls her</comment>
        <translation>Jana Horáková; madre de Mateo</translation>
    </message>
    <message>
        <source>Who is invited</source>
        <translation>A quién invitas</translation>
    </message>
    <message>
        <source>One person on each line. After a semicolon you can write what the school calls them. You can also paste two columns of a table.</source>
        <translation>Una persona en cada línea. Detrás de un punto y coma puedes escribir cómo la llama la escuela. También puedes pegar dos columnas de una tabla.</translation>
    </message>
    <message>
        <source>Parents or guardians</source>
        <translation>Padres, madres o tutores</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>Personal de la escuela</translation>
    </message>
    <message>
        <source>Administrators</source>
        <translation>Administradores</translation>
    </message>
    <message>
        <source>They are</source>
        <translation>Son</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%Ln día</numerusform>
            <numerusform>%Ln días</numerusform>
        </translation>
    </message>
    <message>
        <source>The letters work for</source>
        <translation>Las cartas valen durante</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
    <message>
        <source>Save as a file…</source>
        <translation>Guardar en un archivo…</translation>
    </message>
    <message>
        <source>Letters that are out</source>
        <translation>Cartas pendientes</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Write the letter</source>
        <translation>Escribir la carta</translation>
    </message>
    <message numerus="yes">
        <source>Write %n letters</source>
        <translation>
            <numerusform>Escribir %Ln carta</numerusform>
            <numerusform>Escribir %Ln cartas</numerusform>
        </translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>Escribiendo…</translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s) written. Whoever has one is confirmed as the person in it: hand them out yourself, or send them by post.</source>
        <translation>
            <numerusform>%Ln carta escrita. Quien la tenga queda confirmado como la persona que figura en ella: entrégala en mano o envíala por correo.</numerusform>
            <numerusform>%Ln cartas escritas. Quien tenga una queda confirmado como la persona que figura en ella: entrégalas en mano o envíalas por correo.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 The others were not written. %2</source>
        <comment>%1 and %2 are sentences</comment>
        <translation>%1 Las demás no se han escrito. %2</translation>
    </message>
    <message>
        <source>Please fetch the letters from the printer before somebody else does.</source>
        <translation>Por favor, recoge las cartas de la impresora antes de que lo haga otra persona.</translation>
    </message>
    <message>
        <source>It could not be printed. The letters are kept: you can print them again below.</source>
        <translation>No se ha podido imprimir. Las cartas se conservan: puedes imprimirlas otra vez aquí abajo.</translation>
    </message>
    <message>
        <source>Save the letters</source>
        <translation>Guardar las cartas</translation>
    </message>
    <message>
        <source>Invitations</source>
        <comment>name of a file</comment>
        <translation>Invitaciones</translation>
    </message>
    <message>
        <source>They are in “%1”. Whoever can open this file can join in these names: please print it, then delete it.</source>
        <translation>Están en «%1». Quien pueda abrir este archivo puede entrar con esos nombres: por favor, imprímelo y después bórralo.</translation>
    </message>
</context>
<context>
    <name>pc::account::InviteRow</name>
    <message>
        <source>Print again…</source>
        <translation>Imprimir otra vez…</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Retirar</translation>
    </message>
    <message>
        <source>A letter from before</source>
        <translation>Una carta de antes</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>%1. Nobody has joined with it yet; it works until %2.</source>
        <comment>%1 says who they are at the school</comment>
        <translation>%1. Todavía no ha entrado nadie con ella; vale hasta el %2.</translation>
    </message>
    <message>
        <source>%1. They have joined, and are being confirmed.</source>
        <translation>%1. Ya ha entrado, y se está confirmando.</translation>
    </message>
    <message>
        <source>%1. It worked until %2 only. Please write another letter, or confirm them when you see them.</source>
        <translation>%1. Solo valía hasta el %2. Por favor, escribe otra carta, o confirma a esa persona cuando la veas.</translation>
    </message>
    <message>
        <source>%1. Somebody joined in this name who does not have this letter. They are not confirmed. Please ask the person whether it was them before you trust what they write.</source>
        <translation>%1. Alguien ha entrado con este nombre sin tener esta carta. No está confirmado. Pregunta a la persona si ha sido ella antes de fiarte de lo que escriba.</translation>
    </message>
    <message>
        <source>It cannot be read on this computer any more, and confirms nobody. You can remove it.</source>
        <translation>Ya no se puede leer en este ordenador, y no confirma a nadie. Puedes quitarla.</translation>
    </message>
    <message>
        <source>Nobody can join with this letter any more then. What is printed is waste paper.</source>
        <translation>Entonces ya nadie podrá entrar con esta carta. Lo que está impreso no sirve para nada.</translation>
    </message>
    <message>
        <source>Withdraw it now</source>
        <translation>Retirarla ahora</translation>
    </message>
</context>
<context>
    <name>pc::account::LetterPaper</name>
    <message>
        <source>An invitation for %1</source>
        <translation>Una invitación para %1</translation>
    </message>
    <message>
        <source>Our school writes to parents with ParentConnect. What is written there can be read by the people in the conversation and by nobody else.</source>
        <translation>Nuestra escuela escribe a las familias con ParentConnect. Lo que se escribe allí lo pueden leer las personas de la conversación y nadie más.</translation>
    </message>
    <message>
        <source>How to join</source>
        <translation>Cómo entrar</translation>
    </message>
    <message>
        <source>Install ParentConnect on your computer and start it.</source>
        <translation>Instala ParentConnect en tu ordenador e inícialo.</translation>
    </message>
    <message>
        <source>If this letter reached you on the computer, click the link below. If you have it on paper, choose “I was invited and join now” and “Read the picture on a letter…”, and hold it to the camera. Without a camera, type the link into the first field as it stands here.</source>
        <translation>Si esta carta te ha llegado al ordenador, haz clic en el enlace de abajo. Si la tienes en papel, elige «Tengo una invitación» y «Leer la imagen de una carta…», y acércala a la cámara. Si no hay cámara, escribe el enlace en el primer campo tal como está aquí.</translation>
    </message>
    <message>
        <source>Choose a user name and a password, and press “Join”.</source>
        <translation>Elige un nombre de usuario y una contraseña, y pulsa «Unirse».</translation>
    </message>
    <message>
        <source>Please keep this letter to yourself</source>
        <translation>Por favor, guarda esta carta para ti</translation>
    </message>
    <message>
        <source>It is for %1 alone, works once and until %2. By it the school knows that it is really you, and your computer knows that it is really the school. If somebody else may have seen it before you joined, please tell us: we write you another one.</source>
        <translation>Es solo para %1, vale una vez y hasta el %2. Por ella la escuela sabe que eres tú de verdad, y tu ordenador sabe que es de verdad la escuela. Si es posible que otra persona la haya visto antes de que entraras, dínoslo, por favor: te escribiremos otra.</translation>
    </message>
    <message>
        <source>Invitations</source>
        <translation>Invitaciones</translation>
    </message>
</context>
<context>
    <name>pc::account::LinkDialog</name>
    <message>
        <source>These are not nine digits. Please type the number that the new computer shows.</source>
        <translation>No son nueve cifras. Escribe el número que muestra el equipo nuevo.</translation>
    </message>
    <message>
        <source>No computer of yours shows this number now. It changes every minute; please look again.</source>
        <translation>Ningún equipo tuyo muestra ahora este número. Cambia cada minuto; míralo otra vez.</translation>
    </message>
    <message>
        <source>This is not the computer that shows the number. Nothing was given to it. Please try again on another network.</source>
        <translation>Este no es el equipo que muestra el número. No se le dio nada. Inténtalo de nuevo en otra red.</translation>
    </message>
    <message>
        <source>The new computer did not answer. Please see that it is on and shows a number.</source>
        <translation>El equipo nuevo no respondió. Comprueba que está encendido y muestra un número.</translation>
    </message>
    <message>
        <source>The new computer gave up meanwhile. Please begin again with its new number.</source>
        <translation>Mientras tanto, el equipo nuevo lo dejó. Empieza de nuevo con su nuevo número.</translation>
    </message>
    <message>
        <source>Add a computer</source>
        <translation>Añadir un equipo</translation>
    </message>
    <message>
        <source>The number that the new computer shows</source>
        <translation>El número que muestra el equipo nuevo</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Sign in on the new computer with your user name and password. It then shows a number; please type it here.</source>
        <translation>Inicia sesión en el equipo nuevo con tu nombre de usuario y tu contraseña. Entonces mostrará un número; escríbelo aquí.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Looking for it…</source>
        <translation>Buscándolo…</translation>
    </message>
    <message>
        <source>Does “%1” show the same four words?</source>
        <translation>¿Muestra «%1» las mismas cuatro palabras?</translation>
    </message>
    <message>
        <source>Yes, the same words</source>
        <translation>Sí, las mismas palabras</translation>
    </message>
    <message>
        <source>Adding it…</source>
        <translation>Añadiéndolo…</translation>
    </message>
    <message>
        <source>“%1” is yours now, once you say there as well that the words are the same.</source>
        <translation>«%1» ya es tuyo en cuanto digas también allí que las palabras son las mismas.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>This is another kind of picture. Please read the one below the number on the new computer.</source>
        <translation>Esta imagen es de otra clase. Lee la que está debajo del número en el equipo nuevo.</translation>
    </message>
    <message>
        <source>No computer of yours shows this picture now. It changes every minute; please read it again.</source>
        <translation>Ninguno de tus equipos muestra ahora esta imagen. Cambia cada minuto; léela otra vez.</translation>
    </message>
    <message>
        <source>This is not the computer that shows the picture. Nothing was given to it. Please try again on another network.</source>
        <translation>Este no es el equipo que muestra la imagen. No se le ha dado nada. Inténtalo de nuevo en otra red.</translation>
    </message>
    <message>
        <source>It is the black and white picture below the number on the new computer.</source>
        <translation>Es la imagen en blanco y negro que está debajo del número en el equipo nuevo.</translation>
    </message>
    <message>
        <source>Read the picture instead…</source>
        <translation>O leer la imagen…</translation>
    </message>
</context>
<context>
    <name>pc::account::LinkPage</name>
    <message>
        <source>Yes, the same words</source>
        <translation>Sí, las mismas palabras</translation>
    </message>
    <message>
        <source>Stop, and sign out here</source>
        <translation>Detener y cerrar sesión aquí</translation>
    </message>
    <message>
        <source>Add this computer</source>
        <translation>Añadir este equipo</translation>
    </message>
    <message>
        <source>Number to type: %1</source>
        <translation>Número que escribir: %1</translation>
    </message>
    <message>
        <source>Does your other computer show the same four words?</source>
        <translation>¿Muestra tu otro equipo las mismas cuatro palabras?</translation>
    </message>
    <message>
        <source>If they differ, somebody stands between the two. Stop then, and try again on another network.</source>
        <translation>Si son distintas, hay alguien entre los dos. Detente entonces e inténtalo de nuevo en otra red.</translation>
    </message>
    <message>
        <source>Then this computer becomes your only one: any other on which you are still signed in is signed out. What was said until now cannot be read here, and the people you write with see that you began anew.</source>
        <translation>Entonces este equipo será el único: en cualquier otro donde sigas con la sesión abierta, se cerrará. Lo que se dijo hasta ahora no se podrá leer aquí, y las personas con las que escribes verán que empezaste de nuevo.</translation>
    </message>
    <message>
        <source>Please say so on the other computer, too.</source>
        <translation>Dilo también en el otro equipo.</translation>
    </message>
    <message>
        <source>No other computer left?</source>
        <translation>¿No queda otro equipo?</translation>
    </message>
    <message>
        <source>Begin anew here</source>
        <translation>Empezar de nuevo aquí</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
    <message>
        <source>The same number as a picture, for your other computer&apos;s camera</source>
        <translation>El mismo número como imagen, para la cámara de tu otro equipo</translation>
    </message>
    <message>
        <source>On a computer where you are signed in already, open the preferences, choose “Your computers” and “Add a computer”, and type this number or let it read the picture:</source>
        <translation>En un equipo donde ya tengas la sesión abierta, abre las preferencias, elige «Tus equipos» y «Añadir un equipo», y escribe este número o deja que lea la imagen:</translation>
    </message>
    <message>
        <source>Both change every minute. Your messages come to this computer once both show the same words.</source>
        <translation>Ambos cambian cada minuto. Tus mensajes llegan a este equipo cuando los dos equipos muestren las mismas palabras.</translation>
    </message>
    <message>
        <source>I have my recovery sheet</source>
        <translation>Tengo mi hoja</translation>
    </message>
    <message>
        <source>Neither another computer nor the sheet?</source>
        <translation>¿Ni otro equipo ni la hoja?</translation>
    </message>
</context>
<context>
    <name>pc::account::LockDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Your passphrase until now</source>
        <translation>Tu frase de acceso hasta ahora</translation>
    </message>
    <message>
        <source>Your passphrase</source>
        <translation>Tu frase de acceso</translation>
    </message>
    <message>
        <source>New passphrase, at least 8 characters</source>
        <translation>Nueva frase de acceso, al menos 8 caracteres</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>Otra vez</translation>
    </message>
    <message>
        <source>Nobody can recover a forgotten passphrase, neither the school nor we. The messages saved on this computer could then not be opened again.</source>
        <translation>Nadie puede recuperar una frase de acceso olvidada, ni la escuela ni nosotros. Los mensajes guardados en este equipo ya no podrían abrirse.</translation>
    </message>
    <message>
        <source>Lock ParentConnect</source>
        <translation>Bloquear ParentConnect</translation>
    </message>
    <message>
        <source>ParentConnect then asks for a passphrase whenever it is opened on this computer.</source>
        <translation>ParentConnect pedirá entonces una frase de acceso cada vez que se abra en este equipo.</translation>
    </message>
    <message>
        <source>Turn the lock on</source>
        <translation>Activar el bloqueo</translation>
    </message>
    <message>
        <source>Another passphrase</source>
        <translation>Otra frase de acceso</translation>
    </message>
    <message>
        <source>From then on, only the new one opens ParentConnect on this computer.</source>
        <translation>A partir de entonces, solo la nueva abre ParentConnect en este equipo.</translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <translation>Cambiar la frase de acceso</translation>
    </message>
    <message>
        <source>Turn the lock off</source>
        <translation>Quitar el bloqueo</translation>
    </message>
    <message>
        <source>Whoever can use your account on this computer can then open ParentConnect.</source>
        <translation>Quien pueda usar tu cuenta en este equipo podrá entonces abrir ParentConnect.</translation>
    </message>
    <message>
        <source>The two are not the same yet.</source>
        <translation>Las dos aún no coinciden.</translation>
    </message>
    <message>
        <source>This is not the passphrase. Nothing was changed.</source>
        <translation>Esta no es la frase de acceso. No se cambió nada.</translation>
    </message>
    <message>
        <source>ParentConnect asks for a passphrase already, or cannot change that just now. Nothing was changed.</source>
        <translation>ParentConnect ya pide una frase de acceso, o no puede cambiarlo en este momento. No se cambió nada.</translation>
    </message>
</context>
<context>
    <name>pc::account::LockSection</name>
    <message>
        <source>Lock with a passphrase</source>
        <translation>Bloquear con una frase de acceso</translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <translation>Cambiar la frase de acceso</translation>
    </message>
    <message>
        <source>Turn the lock off</source>
        <translation>Quitar el bloqueo</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>Bloquear ahora</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Bloqueo</translation>
    </message>
    <message>
        <source>ParentConnect asks for your passphrase when it is opened on this computer.</source>
        <translation>ParentConnect pide tu frase de acceso al abrirse en este equipo.</translation>
    </message>
    <message>
        <source>ParentConnect opens without asking, for whoever uses your account on this computer.</source>
        <translation>ParentConnect se abre sin preguntar a quien use tu cuenta en este equipo.</translation>
    </message>
</context>
<context>
    <name>pc::account::MakeSheetDialog</name>
    <message>
        <source>Make a recovery sheet</source>
        <translation>Crear una hoja de recuperación</translation>
    </message>
    <message>
        <source>24 words on paper</source>
        <translation>24 palabras en papel</translation>
    </message>
    <message>
        <source>For a drawer. The safest: nobody can guess them.</source>
        <translation>Para un cajón. Lo más seguro: nadie puede adivinarlas.</translation>
    </message>
    <message>
        <source>Six words to remember</source>
        <translation>Seis palabras para recordar</translation>
    </message>
    <message>
        <source>There is nothing to find and nothing to lose, unless you forget them.</source>
        <translation>No hay nada que encontrar ni que perder, salvo que las olvides.</translation>
    </message>
    <message>
        <source>The words are English ones: there are none in your language yet.</source>
        <translation>Las palabras son inglesas: todavía no las hay en tu idioma.</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Guardar como PDF…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>If no computer of yours is left, your recovery sheet brings your messages back on a new one. Without it, nobody can: neither the school nor we.</source>
        <translation>Si no te queda ningún equipo, tu hoja de recuperación trae tus mensajes de vuelta en uno nuevo. Sin ella no puede nadie: ni la escuela ni nosotros.</translation>
    </message>
    <message>
        <source>The one that you have counts until the new one is ready.</source>
        <translation>La que tienes vale hasta que la nueva esté lista.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Making it…</source>
        <translation>Creándola…</translation>
    </message>
    <message>
        <source>Print these words, or write them down in this order. They are shown only now.</source>
        <translation>Imprime estas palabras o escríbelas en este orden. Solo se muestran ahora.</translation>
    </message>
    <message>
        <source>Learn these words in this order, or write them down until you know them. They are shown only now.</source>
        <translation>Aprende estas palabras en este orden, o escríbelas hasta que te las sepas. Solo se muestran ahora.</translation>
    </message>
    <message>
        <source>Please take your sheet and type these three words, so that you know it is right.</source>
        <translation>Toma tu hoja y escribe estas tres palabras; así sabrás que está bien.</translation>
    </message>
    <message>
        <source>Please type these three words without looking, so that you know they stay with you.</source>
        <translation>Escribe estas tres palabras sin mirar; así sabrás que las recuerdas.</translation>
    </message>
    <message>
        <source>I have it</source>
        <translation>La tengo</translation>
    </message>
    <message>
        <source>Show the words again</source>
        <translation>Volver a ver las palabras</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Guardando…</translation>
    </message>
    <message>
        <source>From now on these six words count, and no sheet from before. In a week we ask you once whether you still know them.</source>
        <translation>Desde ahora valen estas seis palabras, y ninguna hoja anterior. Dentro de una semana te preguntaremos una vez si todavía te las sabes.</translation>
    </message>
    <message>
        <source>From now on this sheet counts. The one from before opens nothing any more: please tear it up. In a week we ask you once whether you still have the new one.</source>
        <translation>Desde ahora vale esta hoja. La anterior ya no abre nada: rómpela. Dentro de una semana te preguntaremos una vez si todavía tienes la nueva.</translation>
    </message>
    <message>
        <source>From now on this sheet counts. Please put it where you keep your passport. In a week we ask you once whether you still have it.</source>
        <translation>Desde ahora vale esta hoja. Ponla donde guardas tu pasaporte. Dentro de una semana te preguntaremos una vez si todavía la tienes.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>The new sheet does not count: if you have printed it or written it down, please tear it up. The one that you had before still counts.</source>
        <translation>La hoja nueva no vale: si la has imprimido o escrito, rómpela. La que tenías antes sigue valiendo.</translation>
    </message>
    <message>
        <source>This sheet does not count: if you have printed it or written it down, please tear it up. You have no recovery sheet yet; you can make one at any time.</source>
        <translation>Esta hoja no vale: si la has imprimido o escrito, rómpela. Todavía no tienes hoja de recuperación; puedes crear una cuando quieras.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Word %1</source>
        <translation>Palabra %1</translation>
    </message>
    <message>
        <source>Word %1 is another one. Please look at your sheet, or show the words again.</source>
        <translation>La palabra %1 es otra. Mira tu hoja o vuelve a ver las palabras.</translation>
    </message>
    <message>
        <source>%1 Until then, the sheet that you had before counts.</source>
        <comment>%1 is a sentence that says why</comment>
        <translation>%1 Hasta entonces vale la hoja que tenías antes.</translation>
    </message>
    <message>
        <source>Please fetch the sheet from the printer before somebody else does.</source>
        <translation>Recoge la hoja de la impresora antes de que lo haga otra persona.</translation>
    </message>
    <message>
        <source>It could not be printed. Please write the words down instead.</source>
        <translation>No se pudo imprimir. Escribe las palabras a mano.</translation>
    </message>
    <message>
        <source>Save the recovery sheet</source>
        <translation>Guardar la hoja de recuperación</translation>
    </message>
    <message>
        <source>Recovery sheet</source>
        <comment>name of a file</comment>
        <translation>Hoja de recuperación</translation>
    </message>
    <message>
        <source>It is in “%1”. Whoever can open this file can read the words: please print it, then delete it.</source>
        <translation>Está en «%1». Quien pueda abrir este archivo puede leer las palabras: imprímelo y después bórralo.</translation>
    </message>
</context>
<context>
    <name>pc::account::NetworkDialog</name>
    <message>
        <source>Connection</source>
        <translation>Conexión</translation>
    </message>
    <message>
        <source>Most people never need this. Your school or whoever looks after your network can tell you.</source>
        <translation>La mayoría de las personas no lo necesita nunca. Tu escuela o quien se ocupe de tu red te lo puede decir.</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>As on this computer</source>
        <translation>Como en este equipo</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguno</translation>
    </message>
    <message>
        <source>HTTP proxy</source>
        <translation>Proxy HTTP</translation>
    </message>
    <message>
        <source>SOCKS5 proxy</source>
        <translation>Proxy SOCKS5</translation>
    </message>
    <message>
        <source>Address and port</source>
        <translation>Dirección y puerto</translation>
    </message>
    <message>
        <source>Address and port of the proxy</source>
        <translation>Dirección y puerto del proxy</translation>
    </message>
    <message>
        <source>The school&apos;s certificate</source>
        <translation>El certificado de la escuela</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Elegir un archivo…</translation>
    </message>
    <message>
        <source>Believe what this computer believes</source>
        <translation>Confiar en lo que confía este equipo</translation>
    </message>
    <message>
        <source>Choose the school&apos;s certificate</source>
        <translation>Elegir el certificado de la escuela</translation>
    </message>
    <message>
        <source>Save and check</source>
        <translation>Guardar y comprobar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Only servers that %1 vouches for are believed, until %2.</source>
        <comment>%1 is an authority&apos;s name</comment>
        <translation>Solo se confía en los servidores que avala %1, hasta el %2.</translation>
    </message>
    <message>
        <source>Servers are believed that an authority known to this computer vouches for. If your school has given you a certificate of its own, choose that file.</source>
        <translation>Se confía en los servidores que avala una autoridad conocida por este equipo. Si tu escuela te ha dado un certificado propio, elige ese archivo.</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer *.der);;All files (*)</source>
        <translation>Certificados (*.pem *.crt *.cer *.der);;Todos los archivos (*)</translation>
    </message>
</context>
<context>
    <name>pc::account::PassphrasePage</name>
    <message>
        <source>Choose a passphrase</source>
        <translation>Elige una frase de acceso</translation>
    </message>
    <message>
        <source>This computer has no password store that answers. So that nobody else can read your messages here, please choose a passphrase. It is asked for at each start and is not sent anywhere.</source>
        <translation>Este equipo no tiene un almacén de contraseñas que responda. Para que nadie más pueda leer tus mensajes aquí, elige una frase de acceso. Se pide en cada inicio y no se envía a ninguna parte.</translation>
    </message>
    <message>
        <source>Passphrase, at least 8 characters</source>
        <translation>Frase de acceso, al menos 8 caracteres</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>Otra vez</translation>
    </message>
    <message>
        <source>If it is lost, the messages saved on this computer cannot be opened again.</source>
        <translation>Si se pierde, los mensajes guardados en este equipo no se podrán abrir de nuevo.</translation>
    </message>
    <message>
        <source>Protect with this passphrase</source>
        <translation>Proteger con esta frase</translation>
    </message>
    <message>
        <source>Welcome back</source>
        <translation>Hola de nuevo</translation>
    </message>
    <message>
        <source>Your messages on this computer are locked. Please enter your passphrase.</source>
        <translation>Tus mensajes en este equipo están bloqueados. Introduce tu frase de acceso.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Frase de acceso</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>The two are not the same yet.</source>
        <translation>Las dos aún no coinciden.</translation>
    </message>
    <message>
        <source>This passphrase does not open your messages. Please try again.</source>
        <translation>Esta frase no abre tus mensajes. Inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>Passphrase forgotten?</source>
        <translation>¿Olvidaste la frase de acceso?</translation>
    </message>
</context>
<context>
    <name>pc::account::PictureDialog</name>
    <message>
        <source>The square with the black and white pattern was not found in it. Please take the photo from nearer, with the whole square on it.</source>
        <translation>No se ha encontrado en ella el cuadrado con el dibujo en blanco y negro. Haz la foto más de cerca, con el cuadrado entero.</translation>
    </message>
    <message>
        <source>This file is too large for a photo.</source>
        <translation>Este archivo es demasiado grande para ser una foto.</translation>
    </message>
    <message>
        <source>This file cannot be read as a photo. A JPEG or PNG file can.</source>
        <translation>Este archivo no se puede leer como foto. Uno JPEG o PNG, sí.</translation>
    </message>
    <message>
        <source>This file cannot be opened.</source>
        <translation>Este archivo no se puede abrir.</translation>
    </message>
    <message>
        <source>Read a picture</source>
        <translation>Leer una imagen</translation>
    </message>
    <message>
        <source>What the camera sees</source>
        <translation>Lo que ve la cámara</translation>
    </message>
    <message>
        <source>Starting the camera…</source>
        <translation>Encendiendo la cámara…</translation>
    </message>
    <message>
        <source>Open a photo…</source>
        <translation>Abrir una foto…</translation>
    </message>
    <message>
        <source>Paste what was copied</source>
        <translation>Pegar lo copiado</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Hold the picture before the camera until it is read. Or use a photo of it:</source>
        <translation>Sostén la imagen ante la cámara hasta que se lea. O usa una foto de ella:</translation>
    </message>
    <message>
        <source>No camera was found on this computer. Take a photo of the picture with a telephone, bring it to this computer, and open it, paste it or drop it here.</source>
        <translation>No se ha encontrado ninguna cámara en este equipo. Haz una foto de la imagen con un teléfono, tráela a este equipo y ábrela, pégala o suéltala aquí.</translation>
    </message>
    <message>
        <source>The camera shows nothing: another program uses it, or ParentConnect may not. You can open a photo of the picture, paste it or drop it here.</source>
        <translation>La cámara no muestra nada: la usa otro programa, o ParentConnect no tiene permiso. Puedes abrir una foto de la imagen, pegarla o soltarla aquí.</translation>
    </message>
    <message>
        <source>Open a photo</source>
        <translation>Abrir una foto</translation>
    </message>
    <message>
        <source>Photos (*.png *.jpg *.jpeg *.webp *.bmp);;All files (*)</source>
        <translation>Fotos (*.png *.jpg *.jpeg *.webp *.bmp);;Todos los archivos (*)</translation>
    </message>
    <message>
        <source>What was copied last is no photo.</source>
        <translation>Lo último que se copió no es una foto.</translation>
    </message>
    <message>
        <source>This photo takes too long to read. Please take another one, with less around the picture.</source>
        <translation>Esta foto tarda demasiado en leerse. Haz otra, con menos cosas alrededor de la imagen.</translation>
    </message>
</context>
<context>
    <name>pc::account::PreferencesDialog</name>
    <message>
        <source>Enter sends the message</source>
        <translation>Intro envía el mensaje</translation>
    </message>
    <message>
        <source>Fewer movements on the screen</source>
        <translation>Menos movimiento en la pantalla</translation>
    </message>
    <message>
        <source>No notifications</source>
        <translation>Sin notificaciones</translation>
    </message>
    <message>
        <source>Notifications say who wrote, not what</source>
        <translation>Las notificaciones dicen quién escribió, no qué</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Preferencias</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aspecto</translation>
    </message>
    <message>
        <source>Size of the letters</source>
        <translation>Tamaño de la letra</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Sign out of this computer</source>
        <translation>Cerrar sesión en este equipo</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>As on this computer</source>
        <translation>Como en este equipo</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>percent</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Connection…</source>
        <translation>Conexión…</translation>
    </message>
    <message>
        <source>Your computers…</source>
        <translation>Tus equipos…</translation>
    </message>
    <message>
        <source>Invite people…</source>
        <translation>Invitar a personas…</translation>
    </message>
</context>
<context>
    <name>pc::account::ProxyDialog</name>
    <message>
        <source>The network asks for a password</source>
        <translation>La red pide una contraseña</translation>
    </message>
    <message>
        <source>The proxy %1 lets ParentConnect through only with a name and a password of its own. These are not those of your school account; whoever looks after this network knows them.</source>
        <translation>El proxy %1 solo deja pasar a ParentConnect con un nombre y una contraseña propios. No son los de tu cuenta de la escuela; los conoce quien se ocupa de esta red.</translation>
    </message>
    <message>
        <source>Name for the proxy</source>
        <translation>Nombre para el proxy</translation>
    </message>
    <message>
        <source>Password for the proxy</source>
        <translation>Contraseña para el proxy</translation>
    </message>
    <message>
        <source>The proxy did not accept what was entered.</source>
        <translation>El proxy no aceptó lo que se escribió.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
</context>
<context>
    <name>pc::account::RecoverySection</name>
    <message>
        <source>If you lose this computer</source>
        <translation>Si pierdes este equipo</translation>
    </message>
    <message>
        <source>Keep my messages for other computers</source>
        <translation>Guardar mis mensajes para otros equipos</translation>
    </message>
    <message>
        <source>What is kept for other computers is then deleted. What is on your computers stays there. A computer that you add later begins empty, and your recovery sheet brings no messages back.</source>
        <translation>Entonces se borra lo que está guardado para otros equipos. Lo que está en tus equipos se queda allí. Un equipo que añadas después empieza vacío, y tu hoja de recuperación no trae mensajes de vuelta.</translation>
    </message>
    <message>
        <source>Delete it, and keep nothing</source>
        <translation>Borrarlo y no guardar nada</translation>
    </message>
    <message>
        <source>Go on keeping them</source>
        <translation>Seguir guardándolos</translation>
    </message>
    <message>
        <source>Try it out…</source>
        <translation>Probarla…</translation>
    </message>
    <message>
        <source>Your recovery sheet</source>
        <translation>Tu hoja de recuperación</translation>
    </message>
    <message>
        <source>Make a new one…</source>
        <translation>Crear una nueva…</translation>
    </message>
    <message>
        <source>Make a recovery sheet…</source>
        <translation>Crear una hoja de recuperación…</translation>
    </message>
    <message>
        <source>A new recovery sheet</source>
        <translation>Una nueva hoja de recuperación</translation>
    </message>
    <message>
        <source>This stays as it was. %1</source>
        <comment>%1 is a sentence that says why</comment>
        <translation>Esto queda como estaba. %1</translation>
    </message>
</context>
<context>
    <name>pc::account::SafetyCodeDialog</name>
    <message>
        <source>Check that it is really %1</source>
        <translation>Comprueba que es de verdad %1</translation>
    </message>
    <message>
        <source>You have compared them before, and they were the same.</source>
        <translation>Ya los comparaste antes y eran iguales.</translation>
    </message>
    <message>
        <source>If these numbers are the same on your screen and on %1’s, nobody else can read what you write to each other. Compare them when you are together, or read them out on the phone.</source>
        <translation>Si estos números son iguales en tu pantalla y en la de %1, nadie más puede leer lo que se escriben. Compárenlos cuando estén juntos, o léanselos por teléfono.</translation>
    </message>
    <message>
        <source>Copy the numbers</source>
        <translation>Copiar los números</translation>
    </message>
    <message>
        <source>The same numbers as a picture, for %1’s camera</source>
        <translation>Los mismos números como imagen, para la cámara de %1</translation>
    </message>
    <message>
        <source>Read their picture…</source>
        <translation>Leer su imagen…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>They differ</source>
        <translation>No son iguales</translation>
    </message>
    <message>
        <source>They are the same</source>
        <translation>Son iguales</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>It is the black and white picture on %1’s screen, where the same numbers are shown.</source>
        <translation>Es la imagen en blanco y negro de la pantalla de %1, donde se muestran los mismos números.</translation>
    </message>
    <message>
        <source>The same. It is really %1, and nobody else can read what you write to each other.</source>
        <translation>Son iguales. Es de verdad %1, y nadie más puede leer lo que se escriben.</translation>
    </message>
    <message>
        <source>This is another kind of picture. Please read the one that stands below the numbers on %1’s screen.</source>
        <translation>Esta imagen es de otra clase. Lee la que está debajo de los números en la pantalla de %1.</translation>
    </message>
    <message>
        <source>%1 has a newer ParentConnect than you. Please update yours, or compare the numbers.</source>
        <translation>%1 tiene un ParentConnect más nuevo que el tuyo. Actualiza el tuyo o comparen los números.</translation>
    </message>
    <message>
        <source>Not the same. Somebody may be reading along, or %1 has begun anew on another computer. Write nothing private here for now. Ask %1 in person or on the phone, compare once more, and tell the school if they still differ.</source>
        <translation>No son iguales. Puede que alguien lea lo que se escriben, o que %1 haya empezado de nuevo en otro equipo. No escribas aquí nada privado por ahora. Pregunta a %1 en persona o por teléfono, comparen otra vez y avisa a la escuela si siguen sin ser iguales.</translation>
    </message>
    <message>
        <source>This picture is not of your conversation with %1, so it says nothing. Please read the one on their screen, not your own, once they have opened the conversation with you.</source>
        <translation>Esta imagen no es de tu conversación con %1, así que no dice nada. Lee la de su pantalla, no la tuya, cuando haya abierto la conversación contigo.</translation>
    </message>
</context>
<context>
    <name>pc::account::SheetField</name>
    <message>
        <source>The words of your recovery sheet</source>
        <translation>Las palabras de tu hoja de recuperación</translation>
    </message>
</context>
<context>
    <name>pc::account::SheetPage</name>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Your recovery sheet</source>
        <translation>Tu hoja de recuperación</translation>
    </message>
    <message>
        <source>Please type its words in their order. It opens the messages on this computer, and nothing is lost.</source>
        <translation>Escribe sus palabras en su orden. Abre los mensajes de este equipo, y no se pierde nada.</translation>
    </message>
    <message>
        <source>Please type your six words in their order. They are Spanish ones.</source>
        <translation>Escribe tus seis palabras en su orden. Son palabras españolas.</translation>
    </message>
    <message>
        <source>Please type your six words in their order. They are English ones.</source>
        <translation>Escribe tus seis palabras en su orden. Son palabras inglesas.</translation>
    </message>
    <message>
        <source>Please type its 24 words in their order. They are Spanish ones.</source>
        <translation>Escribe sus 24 palabras en su orden. Son palabras españolas.</translation>
    </message>
    <message>
        <source>Please type its 24 words in their order. They are English ones.</source>
        <translation>Escribe sus 24 palabras en su orden. Son palabras inglesas.</translation>
    </message>
    <message>
        <source>It is the right one…</source>
        <translation>Es la correcta…</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Mirando…</translation>
    </message>
    <message>
        <source>Bring my messages back</source>
        <translation>Recuperar mis mensajes</translation>
    </message>
    <message>
        <source>Open my messages</source>
        <translation>Abrir mis mensajes</translation>
    </message>
</context>
<context>
    <name>pc::account::SheetPaper</name>
    <message>
        <source>Date</source>
        <comment>to be filled in by hand</comment>
        <translation>Fecha</translation>
    </message>
    <message>
        <source>Kept at</source>
        <comment>a place; to be filled in by hand</comment>
        <translation>Guardada en</translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation>Para qué sirve</translation>
    </message>
    <message>
        <source>When no computer of yours is left, it brings your messages back on a new one: sign in to ParentConnect there, choose “I have my recovery sheet” and type these words in this order.</source>
        <translation>Cuando no te queda ningún equipo, trae tus mensajes de vuelta en uno nuevo: inicia allí sesión en ParentConnect, elige «Tengo mi hoja» y escribe estas palabras en este orden.</translation>
    </message>
    <message>
        <source>Where to keep it</source>
        <translation>Dónde guardarla</translation>
    </message>
    <message>
        <source>Learn the words by heart, then keep this sheet where you keep your passport, or tear it up. Nobody from the school or from ParentConnect ever asks for it.</source>
        <translation>Apréndete las palabras de memoria y después guarda esta hoja donde guardas tu pasaporte, o rómpela. Nadie de la escuela ni de ParentConnect te la pedirá nunca.</translation>
    </message>
    <message>
        <source>Where you keep your passport: on paper, not as a photo and not beside the computer. Nobody from the school or from ParentConnect ever asks for it.</source>
        <translation>Donde guardas tu pasaporte: en papel, no como foto ni junto al equipo. Nadie de la escuela ni de ParentConnect te la pedirá nunca.</translation>
    </message>
    <message>
        <source>If it is lost, or somebody else may have seen it</source>
        <translation>Si se pierde o puede que otra persona la haya visto</translation>
    </message>
    <message>
        <source>Make a new one on a computer where you still read your messages: in the preferences, under “If you lose this computer”. From then on this one opens nothing any more. Nobody can make it for you.</source>
        <translation>Crea una nueva en un equipo donde todavía leas tus mensajes: en las preferencias, en «Si pierdes este equipo». Desde entonces esta ya no abre nada. Nadie puede hacerlo por ti.</translation>
    </message>
    <message>
        <source>Recovery sheet</source>
        <translation>Hoja de recuperación</translation>
    </message>
</context>
<context>
    <name>pc::account::SignInPage</name>
    <message>
        <source>Welcome to ParentConnect</source>
        <translation>Te damos la bienvenida a ParentConnect</translation>
    </message>
    <message>
        <source>Welcome back</source>
        <translation>Te damos la bienvenida de nuevo</translation>
    </message>
    <message>
        <source>Please enter your password. Then everything on this computer is here again.</source>
        <translation>Escribe tu contraseña. Después, todo lo que hay en este equipo estará aquí otra vez.</translation>
    </message>
    <message>
        <source>Your school has given you an address, or a link that invites you. Please enter it here.</source>
        <translation>Tu escuela te ha dado una dirección o un enlace de invitación. Escríbelo aquí.</translation>
    </message>
    <message>
        <source>Address of the school, or the link</source>
        <translation>Dirección de la escuela, o el enlace</translation>
    </message>
    <message>
        <source>I have a user name already</source>
        <translation>Ya tengo usuario</translation>
    </message>
    <message>
        <source>I was invited and join now</source>
        <translation>Tengo una invitación</translation>
    </message>
    <message>
        <source>Invite code</source>
        <translation>Código de invitación</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Nombre de usuario</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Unirse</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Iniciar sesión</translation>
    </message>
    <message>
        <source>This is neither an address nor a link of a school yet.</source>
        <translation>Esto aún no es ni una dirección ni un enlace de una escuela.</translation>
    </message>
    <message>
        <source>This invite is not valid any more. Please ask the school for a new one.</source>
        <translation>Esta invitación ya no es válida. Pide una nueva a la escuela.</translation>
    </message>
    <message>
        <source>Connection…</source>
        <translation>Conexión…</translation>
    </message>
    <message>
        <source>Read the picture on a letter…</source>
        <translation>Leer la imagen de una carta…</translation>
    </message>
    <message>
        <source>It is the black and white picture on the letter of your school.</source>
        <translation>Es la imagen en blanco y negro de la carta de tu escuela.</translation>
    </message>
    <message>
        <source>This picture is not the one on a letter of a school.</source>
        <translation>Esta imagen no es la de una carta de una escuela.</translation>
    </message>
</context>
<context>
    <name>pc::account::TroublePage</name>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>The password store does not answer</source>
        <translation>El almacén de contraseñas no responde</translation>
    </message>
    <message>
        <source>The key to your messages lies in this computer&apos;s password store, and that is silent just now.</source>
        <translation>La llave de tus mensajes está en el almacén de contraseñas de este equipo, que ahora no responde.</translation>
    </message>
    <message>
        <source>Your messages are still here, locked. Nothing was changed.</source>
        <translation>Tus mensajes siguen aquí, bloqueados. No se cambió nada.</translation>
    </message>
    <message>
        <source>Unlock the password store, or sign in to this computer again, then try again.</source>
        <translation>Desbloquea el almacén de contraseñas o vuelve a entrar en este equipo, y luego inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>The key to your messages is missing</source>
        <translation>Falta la llave de tus mensajes</translation>
    </message>
    <message>
        <source>Your messages are still on this computer, but the key that opens them is not in its password store.</source>
        <translation>Tus mensajes siguen en este equipo, pero la llave que los abre no está en su almacén de contraseñas.</translation>
    </message>
    <message>
        <source>If you have moved to another computer or restored a backup, bring the old password store back and try again.</source>
        <translation>Si cambiaste de equipo o restauraste una copia, recupera el antiguo almacén de contraseñas e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>Your saved messages are damaged</source>
        <translation>Tus mensajes guardados están dañados</translation>
    </message>
    <message>
        <source>The file with your messages on this computer cannot be read. Nothing was deleted.</source>
        <translation>El archivo con tus mensajes en este equipo no se puede leer. No se borró nada.</translation>
    </message>
    <message>
        <source>You can set the damaged file aside and sign in again. Messages that the school&apos;s server still has come back; messages that had not left this computer stay in the file.</source>
        <translation>Puedes apartar el archivo dañado e iniciar sesión de nuevo. Los mensajes que aún tiene el servidor de la escuela volverán; los que no habían salido de este equipo quedan en el archivo.</translation>
    </message>
    <message>
        <source>This app is too old for your messages</source>
        <translation>Esta aplicación es demasiado antigua para tus mensajes</translation>
    </message>
    <message>
        <source>Your messages were saved by a newer version of ParentConnect. Nothing was touched.</source>
        <translation>Tus mensajes se guardaron con una versión más nueva de ParentConnect. No se tocó nada.</translation>
    </message>
    <message>
        <source>Please install the newer version again, then open it.</source>
        <translation>Vuelve a instalar la versión más nueva y ábrela.</translation>
    </message>
    <message>
        <source>ParentConnect is running already</source>
        <translation>ParentConnect ya está abierto</translation>
    </message>
    <message>
        <source>Another window or another user of this computer has your messages open. Nothing was changed.</source>
        <translation>Otra ventana u otra persona en este equipo tiene abiertos tus mensajes. No se cambió nada.</translation>
    </message>
    <message>
        <source>Please close the other one, then try again.</source>
        <translation>Cierra la otra e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>This app cannot lock your messages</source>
        <translation>Esta aplicación no puede bloquear tus mensajes</translation>
    </message>
    <message>
        <source>ParentConnect keeps your messages locked on this computer. As it is installed here, it cannot, because a part of it comes from elsewhere. Nothing was opened or changed.</source>
        <translation>ParentConnect guarda tus mensajes bloqueados en este equipo. Tal como está instalada aquí no puede, porque una parte procede de otro lugar. No se ha abierto ni cambiado nada.</translation>
    </message>
    <message>
        <source>Please install ParentConnect again, then try again.</source>
        <translation>Instala ParentConnect de nuevo e inténtalo otra vez.</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>El disco está lleno</translation>
    </message>
    <message>
        <source>What was saved is still there, and nothing that you wrote is lost. There is only no room to save more.</source>
        <translation>Lo guardado sigue ahí y no se perdió nada de lo que escribiste. Solo falta espacio para guardar más.</translation>
    </message>
    <message>
        <source>Please free some space on this computer, then try again.</source>
        <translation>Libera espacio en este equipo e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>This computer does not let the app at your messages</source>
        <translation>Este equipo no deja que la aplicación acceda a tus mensajes</translation>
    </message>
    <message>
        <source>The disk, or the folder with your messages, could not be read or written just now. Nothing was changed.</source>
        <translation>Ahora mismo no se pudo leer o escribir en el disco o en la carpeta con tus mensajes. No se ha cambiado nada.</translation>
    </message>
    <message>
        <source>Please see that the disk is connected and that the folder belongs to you, then try again.</source>
        <translation>Comprueba que el disco está conectado y que la carpeta es tuya, e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>Set aside and sign in again</source>
        <translation>Apartar y entrar de nuevo</translation>
    </message>
    <message>
        <source>You can also start afresh. The locked messages then stay beside the new ones, unreadable without their key.</source>
        <translation>También puedes empezar de nuevo. Los mensajes bloqueados quedan junto a los nuevos, ilegibles sin su llave.</translation>
    </message>
    <message>
        <source>Messages which had not left may not come back.</source>
        <translation>Los mensajes que no habían salido quizá no vuelvan.</translation>
    </message>
    <message>
        <source>I understand, and want to start afresh</source>
        <translation>Lo entiendo y quiero empezar de nuevo</translation>
    </message>
    <message>
        <source>If you have forgotten your passphrase</source>
        <translation>Si has olvidado tu frase de acceso</translation>
    </message>
    <message>
        <source>Without it, nobody can open the messages that are saved on this computer, neither the school nor we. If it may come back to you, just wait: they stay as they are.</source>
        <translation>Sin ella nadie puede abrir los mensajes guardados en este equipo, ni la escuela ni nosotros. Si crees que la recordarás, espera: los mensajes se quedan como están.</translation>
    </message>
    <message>
        <source>You can also start afresh and sign in with your user name and password. Your conversations then come back, and you read and write in them from that moment on. What was said before cannot be read on this computer any more; your other computers still show it.</source>
        <translation>También puedes empezar de nuevo e iniciar sesión con tu nombre de usuario y tu contraseña. Tus conversaciones vuelven entonces, y lees y escribes en ellas desde ese momento. Lo que se dijo antes ya no se puede leer en este equipo; tus otros equipos lo siguen mostrando.</translation>
    </message>
    <message>
        <source>The locked messages are not deleted, but set aside under another name. Messages that had not left this computer are not sent.</source>
        <translation>Los mensajes bloqueados no se borran, se apartan con otro nombre. Los mensajes que no habían salido de este equipo no se envían.</translation>
    </message>
    <message>
        <source>Back to the passphrase</source>
        <translation>Volver a la frase de acceso</translation>
    </message>
    <message>
        <source>Open with the recovery sheet</source>
        <translation>Usar la hoja</translation>
    </message>
    <message>
        <source>I do not have the sheet</source>
        <translation>No tengo la hoja</translation>
    </message>
    <message>
        <source>Your recovery sheet opens them all the same, and nothing is lost.</source>
        <translation>Tu hoja de recuperación los abre de todos modos, y no se pierde nada.</translation>
    </message>
    <message>
        <source>Your recovery sheet opens the messages that are saved on this computer, and nothing is lost. If the passphrase may come back to you, you can also just wait: they stay as they are.</source>
        <translation>Tu hoja de recuperación abre los mensajes guardados en este equipo, y no se pierde nada. Si puede que recuerdes la frase de acceso, también puedes esperar: quedan como están.</translation>
    </message>
</context>
<context>
    <name>pc::account::TrySheetDialog</name>
    <message>
        <source>Try out your recovery sheet</source>
        <translation>Probar tu hoja de recuperación</translation>
    </message>
    <message>
        <source>Make a new one…</source>
        <translation>Crear una nueva…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Please type your six words, without looking. Nothing is changed by it.</source>
        <translation>Escribe tus seis palabras sin mirar. No se cambia nada con ello.</translation>
    </message>
    <message>
        <source>Please fetch your recovery sheet and type its words. Nothing is changed by it.</source>
        <translation>Saca tu hoja de recuperación y escribe sus palabras. No se cambia nada con ello.</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Probarla</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Mirando…</translation>
    </message>
    <message>
        <source>Yes, these are your six words.</source>
        <translation>Sí, son tus seis palabras.</translation>
    </message>
    <message>
        <source>Yes, this is your recovery sheet. Please put it back where it was.</source>
        <translation>Sí, es tu hoja de recuperación. Vuelve a ponerla donde estaba.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
</context>
<context>
    <name>pc::compose::Composer</name>
    <message>
        <source>Emoji</source>
        <translation>Emojis</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Enviar</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Mensaje</translation>
    </message>
    <message>
        <source>Write a message</source>
        <translation>Escribe un mensaje</translation>
    </message>
    <message>
        <source>Write to %1</source>
        <translation>Escribe a %1</translation>
    </message>
    <message>
        <source>You are no longer in this conversation. What was written stays readable.</source>
        <translation>Ya no estás en esta conversación. Lo escrito se puede seguir leyendo.</translation>
    </message>
    <message numerus="yes">
        <source>%n characters too many for one message. Nothing is lost; please shorten or split it.</source>
        <translation>
            <numerusform>Sobra %Ln carácter para un solo mensaje. No se perdió nada; acórtalo o divídelo.</numerusform>
            <numerusform>Sobran %Ln caracteres para un solo mensaje. No se perdió nada; acórtalo o divídelo.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n characters left</source>
        <translation>
            <numerusform>Queda %Ln carácter</numerusform>
            <numerusform>Quedan %Ln caracteres</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pc::compose::EmojiPicker</name>
    <message>
        <source>Emoji</source>
        <translation>Emojis</translation>
    </message>
    <message>
        <source>Search in English</source>
        <translation>Buscar en inglés</translation>
    </message>
    <message>
        <source>Search for an emoji</source>
        <translation>Buscar un emoji</translation>
    </message>
    <message>
        <source>No skin tone</source>
        <translation>Sin tono de piel</translation>
    </message>
    <message>
        <source>Light skin tone</source>
        <translation>Tono de piel claro</translation>
    </message>
    <message>
        <source>Medium-light skin tone</source>
        <translation>Tono de piel medio claro</translation>
    </message>
    <message>
        <source>Medium skin tone</source>
        <translation>Tono de piel medio</translation>
    </message>
    <message>
        <source>Medium-dark skin tone</source>
        <translation>Tono de piel medio oscuro</translation>
    </message>
    <message>
        <source>Dark skin tone</source>
        <translation>Tono de piel oscuro</translation>
    </message>
</context>
<context>
    <name>pc::sidebar::ConversationDelegate</name>
    <message>
        <source>Draft:</source>
        <comment>before the text of a message that was not sent yet</comment>
        <translation>Borrador:</translation>
    </message>
</context>
<context>
    <name>pc::sidebar::ConversationMenu</name>
    <message>
        <source>Mute</source>
        <translation>Silenciar</translation>
    </message>
    <message>
        <source>For one hour</source>
        <translation>Durante una hora</translation>
    </message>
    <message>
        <source>For eight hours</source>
        <translation>Durante ocho horas</translation>
    </message>
    <message>
        <source>For a week</source>
        <translation>Durante una semana</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Siempre</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>Marcar como leído</translation>
    </message>
    <message>
        <source>Pin to the top</source>
        <translation>Fijar arriba</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Dejar de fijar</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>Dejar de silenciar</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archivar</translation>
    </message>
    <message>
        <source>Take out of the archive</source>
        <translation>Sacar del archivo</translation>
    </message>
</context>
<context>
    <name>pc::sidebar::FilterBar</name>
    <message>
        <source>All</source>
        <comment>filter: all conversations</comment>
        <translation>Todo</translation>
    </message>
    <message>
        <source>Unread %1</source>
        <comment>filter; %1 is a number</comment>
        <translation>Sin leer %1</translation>
    </message>
    <message>
        <source>Unread</source>
        <comment>filter: conversations with unread messages</comment>
        <translation>Sin leer</translation>
    </message>
    <message>
        <source>Classes</source>
        <comment>filter: classes and groups</comment>
        <translation>Clases</translation>
    </message>
    <message>
        <source>People</source>
        <comment>filter: conversations with one person</comment>
        <translation>Personas</translation>
    </message>
    <message>
        <source>Archived</source>
        <comment>filter: archived conversations</comment>
        <translation>Archivo</translation>
    </message>
</context>
<context>
    <name>pc::sidebar::NewConversation</name>
    <message>
        <source>New conversation</source>
        <translation>Nueva conversación</translation>
    </message>
    <message>
        <source>Name of the group</source>
        <translation>Nombre del grupo</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Empezar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Your school lets staff make groups. Please choose one person.</source>
        <translation>En tu escuela los grupos los crea el personal. Elige a una sola persona.</translation>
    </message>
</context>
<context>
    <name>pc::sidebar::PeoplePicker</name>
    <message>
        <source>Name or role</source>
        <translation>Nombre o función</translation>
    </message>
    <message>
        <source>Search people of the school</source>
        <translation>Buscar personas de la escuela</translation>
    </message>
    <message>
        <source>People of the school</source>
        <translation>Personas de la escuela</translation>
    </message>
    <message>
        <source>Chosen: %1</source>
        <translation>Elegidos: %1</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Buscando…</translation>
    </message>
    <message>
        <source>Nobody of that name is known at this school.</source>
        <translation>No se conoce a nadie con ese nombre en esta escuela.</translation>
    </message>
</context>
<context>
    <name>pc::sidebar::Sidebar</name>
    <message>
        <source>Search or jump to…</source>
        <translation>Buscar o ir a…</translation>
    </message>
    <message>
        <source>Search conversations and people</source>
        <translation>Buscar conversaciones y personas</translation>
    </message>
    <message>
        <source>Ctrl K</source>
        <comment>the key that leads to this field, as short as possible</comment>
        <translation>Ctrl K</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Nueva conversación</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Conversaciones</translation>
    </message>
    <message>
        <source>Other people at your school</source>
        <translation>Otras personas de tu escuela</translation>
    </message>
    <message>
        <source>Opening your conversations…</source>
        <translation>Abriendo tus conversaciones…</translation>
    </message>
    <message>
        <source>No conversation of that name yet.</source>
        <translation>Aún no hay ninguna conversación con ese nombre.</translation>
    </message>
    <message>
        <source>Nothing and nobody of that name.</source>
        <translation>Nada ni nadie con ese nombre.</translation>
    </message>
    <message>
        <source>No conversations yet. Write to somebody at your school.</source>
        <translation>Aún no hay conversaciones. Escribe a alguien de tu escuela.</translation>
    </message>
    <message>
        <source>Everything is read.</source>
        <translation>Todo está leído.</translation>
    </message>
    <message>
        <source>No class yet. The school adds you to it.</source>
        <translation>Aún no hay clases. La escuela te añade a ellas.</translation>
    </message>
    <message>
        <source>No conversation with one person yet.</source>
        <translation>Aún no hay conversaciones con una sola persona.</translation>
    </message>
    <message>
        <source>Nothing is archived.</source>
        <translation>No hay nada archivado.</translation>
    </message>
</context>
<context>
    <name>pc::ui::ConversationListModel</name>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%Ln sin leer</numerusform>
            <numerusform>%Ln sin leer</numerusform>
        </translation>
    </message>
    <message>
        <source>Draft: %1</source>
        <translation>Borrador: %1</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>silenciada</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>fijada</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a row that a screen reader says</comment>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>pc::ui::JumpButton</name>
    <message numerus="yes">
        <source>To the latest message, %n new</source>
        <translation>
            <numerusform>Al último mensaje, %Ln nuevo</numerusform>
            <numerusform>Al último mensaje, %Ln nuevos</numerusform>
        </translation>
    </message>
    <message>
        <source>To the latest message</source>
        <translation>Al último mensaje</translation>
    </message>
</context>
<context>
    <name>pc::ui::PeopleModel</name>
    <message>
        <source>%1, %2</source>
        <comment>name, role</comment>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>pc::ui::ReadersModel</name>
    <message>
        <source>Who can read this</source>
        <translation>Quién puede leer esto</translation>
    </message>
    <message>
        <source>%1 (you)</source>
        <comment>one&apos;s own name</comment>
        <translation>%1 (tú)</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>name, what can be said of it</comment>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>pc::ui::ReadersText</name>
    <message numerus="yes">
        <source>%n computers</source>
        <translation>
            <numerusform>%Ln equipo</numerusform>
            <numerusform>%Ln equipos</numerusform>
        </translation>
    </message>
    <message>
        <source>Can read once they sign in</source>
        <translation>Podrá leer cuando inicie sesión</translation>
    </message>
    <message>
        <source>Left; access is being closed</source>
        <translation>Se fue; se está cerrando su acceso</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Este equipo</translation>
    </message>
    <message>
        <source>Computer %1</source>
        <comment>a number</comment>
        <translation>Equipo %1</translation>
    </message>
    <message>
        <source>Not the one you knew · since %1</source>
        <comment>a date</comment>
        <translation>No es el que conocías · desde el %1</translation>
    </message>
    <message>
        <source>Since %1</source>
        <comment>a date</comment>
        <translation>Desde el %1</translation>
    </message>
    <message>
        <source>%1 · confirmed by the school</source>
        <comment>%1 is like &apos;2 computers&apos;</comment>
        <translation>%1 · confirmado por la escuela</translation>
    </message>
    <message>
        <source>%1, one has changed</source>
        <comment>%1 is like &apos;2 computers&apos;</comment>
        <translation>%1, uno ha cambiado</translation>
    </message>
</context>
<context>
    <name>pc::ui::TimelineView</name>
    <message>
        <source>Messages</source>
        <translation>Mensajes</translation>
    </message>
    <message>
        <source>Opening the conversation…</source>
        <translation>Abriendo la conversación…</translation>
    </message>
    <message>
        <source>You are no longer in this conversation.</source>
        <translation>Ya no estás en esta conversación.</translation>
    </message>
    <message>
        <source>Nothing here yet. Write the first message.</source>
        <translation>Aún no hay nada. Escribe el primer mensaje.</translation>
    </message>
    <message>
        <source>Open %1</source>
        <comment>a web address</comment>
        <translation>Abrir %1</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Copiar la dirección</translation>
    </message>
    <message>
        <source>[%1] %2: %3</source>
        <comment>time, sender, text of a copied message</comment>
        <translation>[%1] %2: %3</translation>
    </message>
</context>
<context>
    <name>pc::window::AddPeopleDialog</name>
    <message>
        <source>Add people</source>
        <translation>Añadir personas</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Añadir</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>pc::window::ConfirmDialog</name>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>pc::window::ConversationPane</name>
    <message>
        <source>Choose a conversation, or start a new one.</source>
        <translation>Elige una conversación o empieza una nueva.</translation>
    </message>
    <message>
        <source>Have a look</source>
        <translation>Míralo</translation>
    </message>
    <message>
        <source>I have seen it</source>
        <translation>Lo he visto</translation>
    </message>
</context>
<context>
    <name>pc::window::CopyDialog</name>
    <message>
        <source>A copy of your messages</source>
        <translation>Una copia de tus mensajes</translation>
    </message>
    <message>
        <source>All messages that this computer can read go into a new folder, as a page to read and as data for other programs. They are not protected there: whoever can open the folder can read them.</source>
        <translation>Todos los mensajes que este equipo puede leer se guardan en una carpeta nueva, como una página para leer y como datos para otros programas. Allí no están protegidos: quien pueda abrir la carpeta podrá leerlos.</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Elegir una carpeta</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Where the copy goes</source>
        <translation>Dónde se guarda la copia</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Guardando…</translation>
    </message>
    <message>
        <source>A copy of today is there already, in “%1”. Nothing was changed: choose another folder.</source>
        <translation>Ya hay una copia de hoy en «%1». No se ha cambiado nada: elige otra carpeta.</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) are in “%1”.</source>
        <translation>
            <numerusform>%n mensaje está en «%1».</numerusform>
            <numerusform>%n mensajes están en «%1».</numerusform>
        </translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Abrir la carpeta</translation>
    </message>
</context>
<context>
    <name>pc::window::Details</name>
    <message>
        <source>Details</source>
        <translation>Detalles</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Miembros</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Cambiar el nombre</translation>
    </message>
    <message>
        <source>Add people</source>
        <translation>Añadir personas</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Leave this conversation?</source>
        <translation>¿Salir de esta conversación?</translation>
    </message>
    <message>
        <source>You will get no more messages from it. What was written stays readable on this computer.</source>
        <translation>No recibirás más mensajes de ella. Lo escrito se podrá seguir leyendo en este equipo.</translation>
    </message>
    <message>
        <source>Remove from this conversation</source>
        <translation>Quitar de esta conversación</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>¿Quitar a %1?</translation>
    </message>
    <message>
        <source>They get no more messages from this conversation. What they have received stays with them.</source>
        <translation>No recibirá más mensajes de esta conversación. Lo que ya recibió se queda con esa persona.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Who can read this</source>
        <translation>Quién puede leer esto</translation>
    </message>
</context>
<context>
    <name>pc::window::Header</name>
    <message>
        <source>confirmed by the school</source>
        <translation>confirmado por la escuela</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Volver a la lista</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Más</translation>
    </message>
</context>
<context>
    <name>pc::window::MainWindow</name>
    <message>
        <source>ParentConnect</source>
        <translation>ParentConnect</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Salir del programa</translation>
    </message>
    <message>
        <source>ParentConnect stays open</source>
        <translation>ParentConnect sigue abierto</translation>
    </message>
    <message>
        <source>Messages keep arriving. To end it, choose Quit at this icon, or press Ctrl+Q in the window.</source>
        <translation>Los mensajes siguen llegando. Para terminarlo, elige Salir del programa en este icono o pulsa Ctrl+Q en la ventana.</translation>
    </message>
    <message>
        <source>Sign out of this computer?</source>
        <translation>¿Cerrar sesión en este equipo?</translation>
    </message>
    <message>
        <source>No more messages arrive here until you sign in again. Messages that have not left yet must leave first.</source>
        <translation>No llegarán más mensajes aquí hasta que inicies sesión de nuevo. Antes deben salir los mensajes que aún no han salido.</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Cerrar sesión</translation>
    </message>
    <message>
        <source>You are still signed in</source>
        <translation>Tu sesión sigue abierta</translation>
    </message>
    <message>
        <source>(%1) ParentConnect</source>
        <comment>number of unread messages</comment>
        <translation>(%1) ParentConnect</translation>
    </message>
    <message>
        <source>ParentConnect is not locked</source>
        <translation>ParentConnect no está bloqueado</translation>
    </message>
    <message>
        <source>There is no passphrase yet. You can choose one in the preferences.</source>
        <translation>Aún no hay frase de acceso. Puedes elegir una en las preferencias.</translation>
    </message>
    <message>
        <source>Your saved messages were an older copy</source>
        <translation>Tus mensajes guardados eran una copia antigua</translation>
    </message>
    <message>
        <source>Older messages were put back on this computer, as from a backup. You can go on reading and writing. What was said since comes back by itself, as far as it is kept for your other computers. Look for the rest on another computer of yours, or ask for it to be sent again.</source>
        <translation>En este equipo se volvieron a poner mensajes más antiguos, como de una copia de seguridad. Puedes seguir leyendo y escribiendo. Lo que se dijo después vuelve solo, en la medida en que está guardado para tus otros equipos. Busca lo demás en otro equipo tuyo o pide que te lo envíen de nuevo.</translation>
    </message>
</context>
<context>
    <name>pc::window::MembersModel</name>
    <message>
        <source>%1 (you)</source>
        <comment>one&apos;s own name</comment>
        <translation>%1 (tú)</translation>
    </message>
    <message>
        <source>looks after this group</source>
        <comment>beside the name of a group&apos;s owner</comment>
        <translation>cuida de este grupo</translation>
    </message>
</context>
<context>
    <name>pc::window::MessageDetails</name>
    <message>
        <source>Who has this message</source>
        <translation>Quién tiene este mensaje</translation>
    </message>
    <message>
        <source>Looking it up…</source>
        <translation>Consultando…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Read by %1, delivered to %2 of %3.</source>
        <comment>numbers of people</comment>
        <translation>Leído por %1, entregado a %2 de %3.</translation>
    </message>
    <message>
        <source>Somebody who left</source>
        <translation>Alguien que se fue</translation>
    </message>
    <message>
        <source>Delivered %1, read %2</source>
        <comment>times</comment>
        <translation>Entregado: %1; leído: %2</translation>
    </message>
    <message>
        <source>Read %1</source>
        <comment>a time</comment>
        <translation>Leído: %1</translation>
    </message>
    <message>
        <source>Delivered %1</source>
        <comment>a time</comment>
        <translation>Entregado: %1</translation>
    </message>
    <message>
        <source>Not yet delivered</source>
        <translation>Aún no entregado</translation>
    </message>
    <message>
        <source>When this was written</source>
        <translation>Cuándo se escribió</translation>
    </message>
</context>
<context>
    <name>pc::window::Notices</name>
    <message>
        <source>ParentConnect</source>
        <translation>ParentConnect</translation>
    </message>
    <message numerus="yes">
        <source>%n new messages</source>
        <translation>
            <numerusform>%Ln mensaje nuevo</numerusform>
            <numerusform>%Ln mensajes nuevos</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>sender: text</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Nueva conversación</translation>
    </message>
</context>
<context>
    <name>pc::window::Notifier</name>
    <message>
        <source>ParentConnect</source>
        <translation>ParentConnect</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
</context>
<context>
    <name>pc::window::PersonCheck</name>
    <message>
        <source>Another administrator of your school has to confirm you first, as you do here.</source>
        <translation>Antes, otro administrador de tu escuela tiene que confirmarte a ti, igual que haces tú aquí.</translation>
    </message>
    <message>
        <source>This could not be kept</source>
        <translation>No se ha podido guardar</translation>
    </message>
    <message>
        <source>Confirm %1 for the whole school?</source>
        <translation>¿Confirmar a %1 para toda la escuela?</translation>
    </message>
    <message>
        <source>Confirm for everybody</source>
        <translation>Confirmar para todos</translation>
    </message>
    <message>
        <source>This cannot be checked just now</source>
        <translation>Ahora mismo no se puede comprobar</translation>
    </message>
    <message>
        <source>Everybody then sees “confirmed by the school”, and nobody has to compare numbers. It says that this is %1. Do it only for somebody whom you saw, or know by voice.</source>
        <translation>Todos ven entonces «confirmado por la escuela» y nadie tiene que comparar números. Dice que es %1. Hazlo solo con alguien a quien hayas visto o a quien conozcas por la voz.</translation>
    </message>
    <message>
        <source>May %1 confirm people for the school, too?</source>
        <translation>¿Puede %1 confirmar también a personas en nombre de la escuela?</translation>
    </message>
    <message>
        <source>Everybody then believes whom %1 confirms. Say yes only to somebody who works in your school&apos;s office.</source>
        <translation>Todos creen entonces a quien %1 confirme. Di que sí solo a alguien que trabaje en la oficina de tu escuela.</translation>
    </message>
    <message>
        <source>Yes, they may</source>
        <translation>Sí, puede</translation>
    </message>
    <message>
        <source>%1, “%2”</source>
        <comment>a parent, “Mother of Mateo”</comment>
        <translation>%1, «%2»</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a name, who that is</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>a parent</source>
        <translation>madre, padre o tutor</translation>
    </message>
    <message>
        <source>somebody who works at the school</source>
        <translation>alguien que trabaja en la escuela</translation>
    </message>
    <message>
        <source>an administrator of the school</source>
        <translation>alguien que administra la escuela</translation>
    </message>
    <message>
        <source>Somebody joined as %1 without your letter</source>
        <translation>Alguien ha entrado como %1 sin tu carta</translation>
    </message>
    <message>
        <source>They are not confirmed by the school. Please ask %1 whether it was them: if it was, confirm them when you see them. If not, tell who looks after your school&apos;s server.</source>
        <translation>La escuela no ha confirmado a esa persona. Pregunta a %1 si ha sido ella: si lo ha sido, confírmala cuando la veas. Si no, avisa a quien se ocupa del servidor de tu escuela.</translation>
    </message>
</context>
<context>
    <name>pc::window::ReadersView</name>
    <message>
        <source>Cannot be told just now</source>
        <translation>No se puede decir ahora</translation>
    </message>
    <message>
        <source>Setting up…</source>
        <translation>Preparando…</translation>
    </message>
    <message>
        <source>Messages are waiting</source>
        <translation>Hay mensajes esperando</translation>
    </message>
    <message>
        <source>Please have a look</source>
        <translation>Conviene echar un vistazo</translation>
    </message>
    <message>
        <source>Back to the details</source>
        <translation>Volver a los detalles</translation>
    </message>
    <message>
        <source>Who can read this</source>
        <translation>Quién puede leer esto</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>People and their computers</source>
        <translation>Personas y sus equipos</translation>
    </message>
    <message>
        <source>Compare numbers</source>
        <translation>Comparar números</translation>
    </message>
    <message>
        <source>Read them to each other, on the phone or at the school gate. If they are the same on both computers, nobody else can read this.</source>
        <translation>Léanselos, por teléfono o a la puerta de la escuela. Si son iguales en los dos equipos, nadie más puede leer esto.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>This cannot be told just now. Nothing that you wrote is lost.</source>
        <translation>Ahora no se puede decir. No se perdió nada de lo que escribiste.</translation>
    </message>
    <message>
        <source>Looking it up…</source>
        <translation>Buscando…</translation>
    </message>
    <message>
        <source>Trying again…</source>
        <translation>Intentando de nuevo…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>They are mine: go on</source>
        <translation>Son míos: continuar</translation>
    </message>
    <message>
        <source>I am sure: send</source>
        <translation>Estoy seguro: enviar</translation>
    </message>
    <message>
        <source>Check that it is really %1…</source>
        <translation>Comprueba que es realmente %1…</translation>
    </message>
    <message>
        <source>“Confirmed by the school” is the word of the office with the number %1. Whoever works in your school&apos;s office sees the same number here; another one would not be theirs.</source>
        <translation>«Confirmado por la escuela» es la palabra de la oficina con el número %1. Quien trabaja en la oficina de tu escuela ve aquí el mismo número; otro no sería el suyo.</translation>
    </message>
</context>
<context>
    <name>pc::window::ReadersWords</name>
    <message>
        <source>One of your own computers is not the one it was. If you did not set it up anew, please tell the school.</source>
        <translation>Uno de tus propios equipos no es el que era. Si no lo configuraste de nuevo, avisa a la escuela.</translation>
    </message>
    <message>
        <source>This conversation is being set up. What you write is kept, and leaves as soon as only these people can read it.</source>
        <translation>Esta conversación se está preparando. Lo que escribas queda guardado y sale en cuanto solo estas personas puedan leerlo.</translation>
    </message>
    <message>
        <source>Only these people can read what is written here. The school&apos;s server passes it on without being able to read it.</source>
        <translation>Solo estas personas pueden leer lo que se escribe aquí. El servidor de la escuela lo transmite sin poder leerlo.</translation>
    </message>
    <message>
        <source>This conversation could not be set up, though it was tried several times. What you write is kept on this computer, and leaves once it works.</source>
        <translation>No se pudo preparar esta conversación, aunque se intentó varias veces. Lo que escribas queda guardado en este equipo y sale cuando funcione.</translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%Ln persona</numerusform>
            <numerusform>%Ln personas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n computers</source>
        <translation>
            <numerusform>%Ln equipo</numerusform>
            <numerusform>%Ln equipos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Access of %n people who left is being closed. What you write leaves right after that.</source>
        <translation>
            <numerusform>Se está cerrando el acceso de %Ln persona que se fue. Lo que escribas sale justo después.</numerusform>
            <numerusform>Se está cerrando el acceso de %Ln personas que se fueron. Lo que escribas sale justo después.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people have no computer here yet. They can read what is written after they have signed in, and nothing from before: please write that again then.</source>
        <translation>
            <numerusform>%Ln persona aún no tiene ningún equipo aquí. Podrá leer lo que se escriba después de que inicie sesión, y nada de antes: escríbeselo entonces de nuevo.</numerusform>
            <numerusform>%Ln personas aún no tienen ningún equipo aquí. Podrán leer lo que se escriba después de que inicien sesión, y nada de antes: escríbeselo entonces de nuevo.</numerusform>
        </translation>
    </message>
    <message>
        <source>A computer reads here in your name that is not among your computers. If it is not yours, please tell the school.</source>
        <translation>Un equipo lee aquí en tu nombre y no está entre tus equipos. Si no es tuyo, avisa a la escuela.</translation>
    </message>
    <message>
        <source>A computer reads here in the name of %1 that is not among their computers. What you write waits until it is gone. If that takes long, please tell the school.</source>
        <translation>Un equipo lee aquí en nombre de %1 y no está entre sus equipos. Lo que escribas espera hasta que se vaya. Si tarda mucho, avisa a la escuela.</translation>
    </message>
    <message>
        <source>The school&apos;s server tells two different stories about the computers of %1. What you write waits. Please ask them whether they have added or removed a computer.</source>
        <translation>El servidor de la escuela dice dos cosas distintas sobre los equipos de %1. Lo que escribas espera. Pregúntale si ha añadido o quitado un equipo.</translation>
    </message>
    <message>
        <source>%1 has signed in without any of the computers you knew. That happens when somebody loses them all, and also when somebody else pretends to be them. What you write waits until you are sure: please call them, or ask the school.</source>
        <translation>%1 ha entrado sin ninguno de los equipos que conocías. Eso pasa cuando alguien los pierde todos, y también cuando otra persona se hace pasar por quien no es. Lo que escribas espera hasta que estés seguro: llama, o pregunta a la escuela.</translation>
    </message>
    <message>
        <source>Somebody who reads here is not surely who they seem to be. What you write is kept on this computer, and leaves once you have had a look.</source>
        <translation>No es seguro que todos los que leen aquí sean quienes parecen. Lo que escribas se guarda en este equipo y sale cuando lo hayas mirado.</translation>
    </message>
    <message>
        <source>The computers of %1 are not the ones you knew. What you write waits until you have had a look.</source>
        <translation>Los equipos de %1 no son los que conocías. Lo que escribas espera hasta que lo hayas mirado.</translation>
    </message>
    <message>
        <source>Your own computers are not the ones you knew. What you write waits until you have had a look.</source>
        <translation>Tus propios equipos no son los que conocías. Lo que escribas espera hasta que lo hayas mirado.</translation>
    </message>
    <message numerus="yes">
        <source>The computers of %n people are not the ones you knew. What you write waits until you have had a look.</source>
        <translation>
            <numerusform>Los equipos de %n persona no son los que conocías. Lo que escribas espera hasta que lo hayas mirado.</numerusform>
            <numerusform>Los equipos de %n personas no son los que conocías. Lo que escribas espera hasta que lo hayas mirado.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>31 people, 47 computers</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 is now called %2. The school has not confirmed that: if in doubt, ask them in another way.</source>
        <translation>%1 se llama ahora %2. La escuela no lo ha confirmado: si tienes dudas, pregunta por otra vía.</translation>
    </message>
    <message>
        <source>%1 is now shown as %2. The school has not confirmed that: if in doubt, ask them in another way.</source>
        <comment>name, role at the school</comment>
        <translation>%1 aparece ahora como %2. La escuela no lo ha confirmado: si tienes dudas, pregunta por otra vía.</translation>
    </message>
    <message>
        <source>%1 is now called %2 and shown as %3. The school has not confirmed that: if in doubt, ask them in another way.</source>
        <comment>name, name, role at the school</comment>
        <translation>%1 se llama ahora %2 y aparece como %3. La escuela no lo ha confirmado: si tienes dudas, pregunta por otra vía.</translation>
    </message>
    <message numerus="yes">
        <source>%n people here are not called as they were. The school has not confirmed that: if in doubt, ask them in another way.</source>
        <translation>
            <numerusform>%n persona de aquí ya no se llama igual. La escuela no lo ha confirmado: si tienes dudas, pregunta por otra vía.</numerusform>
            <numerusform>%n personas de aquí ya no se llaman igual. La escuela no lo ha confirmado: si tienes dudas, pregunta por otra vía.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pc::window::RenameDialog</name>
    <message>
        <source>Rename</source>
        <translation>Cambiar el nombre</translation>
    </message>
    <message>
        <source>Name of the group</source>
        <translation>Nombre del grupo</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>pc::window::SessionView</name>
    <message>
        <source>The conversation could not be started</source>
        <translation>No se pudo empezar la conversación</translation>
    </message>
    <message>
        <source>Search or jump</source>
        <translation>Buscar o ir</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Nueva conversación</translation>
    </message>
    <message>
        <source>Next conversation</source>
        <translation>Conversación siguiente</translation>
    </message>
    <message>
        <source>Previous conversation</source>
        <translation>Conversación anterior</translation>
    </message>
    <message>
        <source>Next unread</source>
        <translation>Siguiente sin leer</translation>
    </message>
    <message>
        <source>Previous unread</source>
        <translation>Anterior sin leer</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>Parte siguiente de la ventana</translation>
    </message>
    <message>
        <source>Previous part of the window</source>
        <translation>Parte anterior de la ventana</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Detalles</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Preferencias</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>Bloquear ahora</translation>
    </message>
    <message>
        <source>Save all messages</source>
        <translation>Guardar todos los mensajes</translation>
    </message>
</context>
<context>
    <name>pc::window::SheetReminder</name>
    <message>
        <source>Try it</source>
        <translation>Probarla</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Más tarde</translation>
    </message>
    <message>
        <source>I lost it: make a new one</source>
        <translation>La perdí: crear una nueva</translation>
    </message>
    <message>
        <source>Do you still have your recovery sheet?</source>
        <translation>¿Todavía tienes tu hoja de recuperación?</translation>
    </message>
    <message>
        <source>Make it now…</source>
        <translation>Hacerla ahora…</translation>
    </message>
    <message>
        <source>If you lose this computer, a recovery sheet on paper brings your messages back.</source>
        <translation>Si pierdes este equipo, una hoja de recuperación en papel te devuelve tus mensajes.</translation>
    </message>
</context>
<context>
    <name>pc::window::ShortcutSheet</name>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>Search or jump to a conversation</source>
        <translation>Buscar o ir a una conversación</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Nueva conversación</translation>
    </message>
    <message>
        <source>Next conversation</source>
        <translation>Conversación siguiente</translation>
    </message>
    <message>
        <source>Previous conversation</source>
        <translation>Conversación anterior</translation>
    </message>
    <message>
        <source>Next unread conversation</source>
        <translation>Siguiente conversación sin leer</translation>
    </message>
    <message>
        <source>Previous unread conversation</source>
        <translation>Anterior conversación sin leer</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Enviar</translation>
    </message>
    <message>
        <source>New line</source>
        <translation>Nueva línea</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>Parte siguiente de la ventana</translation>
    </message>
    <message>
        <source>One step back, then to the newest message</source>
        <translation>Un paso atrás; después, al mensaje más reciente</translation>
    </message>
    <message>
        <source>Details of the conversation</source>
        <translation>Detalles de la conversación</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Preferencias</translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation>Esta hoja</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Salir del programa</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Lock ParentConnect</source>
        <translation>Bloquear ParentConnect</translation>
    </message>
</context>
<context>
    <name>pc::window::Strip</name>
    <message>
        <source>Check</source>
        <translation>Comprobar</translation>
    </message>
    <message>
        <source>Check the connection</source>
        <translation>Comprobar la conexión</translation>
    </message>
</context>
<context>
    <name>pc::window::Tray</name>
    <message>
        <source>Open ParentConnect</source>
        <translation>Abrir ParentConnect</translation>
    </message>
    <message>
        <source>No notifications</source>
        <translation>Sin notificaciones</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Salir del programa</translation>
    </message>
    <message numerus="yes">
        <source>ParentConnect: %n new messages</source>
        <translation>
            <numerusform>ParentConnect: %Ln mensaje nuevo</numerusform>
            <numerusform>ParentConnect: %Ln mensajes nuevos</numerusform>
        </translation>
    </message>
    <message>
        <source>ParentConnect</source>
        <translation>ParentConnect</translation>
    </message>
</context>
<context>
    <name>pc::words::Check</name>
    <message>
        <source>The server&apos;s certificate has run out. If this computer&apos;s date is right, please tell the school.</source>
        <translation>El certificado del servidor ha caducado. Si la fecha de este equipo es correcta, avisa a la escuela.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not valid yet. Please see that this computer&apos;s date and time are right.</source>
        <translation>El certificado del servidor todavía no es válido. Comprueba que la fecha y la hora de este equipo sean correctas.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate does not come from the school&apos;s own authority that was chosen here. Please ask the school for its certificate.</source>
        <translation>El certificado del servidor no procede de la autoridad propia de la escuela que se eligió aquí. Pide a la escuela su certificado.</translation>
    </message>
    <message>
        <source>This computer does not know who issued the server&apos;s certificate: somebody may be listening. If the school has an authority of its own, please ask for its certificate and choose it under Connection.</source>
        <translation>Este equipo no sabe quién emitió el certificado del servidor: alguien podría estar escuchando. Si la escuela tiene una autoridad propia, pide su certificado y elígelo en Conexión.</translation>
    </message>
    <message>
        <source>The certificate is another server&apos;s. You may have to sign in to this network in a browser first; else please check the address.</source>
        <translation>El certificado es de otro servidor. Quizá tengas que iniciar sesión primero en esta red con un navegador; si no, comprueba la dirección.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate cannot be believed. Please tell the school.</source>
        <translation>No se puede confiar en el certificado del servidor. Avisa a la escuela.</translation>
    </message>
    <message>
        <source>There was no answer within ten seconds. Please try again, or try another network.</source>
        <translation>No hubo respuesta en diez segundos. Inténtalo de nuevo o prueba otra red.</translation>
    </message>
    <message>
        <source>Nobody knows this address. Please check how it is written, and whether this computer is on the internet.</source>
        <translation>Nadie conoce esta dirección. Comprueba cómo está escrita y si este equipo está conectado a internet.</translation>
    </message>
    <message>
        <source>Nobody answers at this address. Please check it, or ask the school whether its server is running.</source>
        <translation>Nadie responde en esta dirección. Compruébala o pregunta a la escuela si su servidor funciona.</translation>
    </message>
    <message>
        <source>The network does not lead there. Please check the network, or ask whoever looks after it.</source>
        <translation>La red no llega hasta allí. Comprueba la red o pregunta a quien se ocupa de ella.</translation>
    </message>
    <message>
        <source>The network&apos;s proxy does not answer. Please check it under Connection.</source>
        <translation>El proxy de la red no responde. Compruébalo en Conexión.</translation>
    </message>
    <message>
        <source>The network&apos;s proxy does not lead there. Please ask whoever looks after the network to allow it.</source>
        <translation>El proxy de la red no deja llegar hasta allí. Pide a quien se ocupa de la red que lo permita.</translation>
    </message>
    <message>
        <source>The network&apos;s proxy asks for a name and a password. Please enter them, then check again.</source>
        <translation>El proxy de la red pide un nombre y una contraseña. Escríbelos y comprueba otra vez.</translation>
    </message>
    <message>
        <source>Whoever answers there does not speak securely. Please check the address, or ask the school.</source>
        <translation>Quien responde allí no habla de forma segura. Comprueba la dirección o pregunta a la escuela.</translation>
    </message>
    <message>
        <source>Something answers, but it is no school&apos;s server. You may have to sign in to this network in a browser first.</source>
        <translation>Algo responde, pero no es el servidor de una escuela. Quizá tengas que iniciar sesión primero en esta red con un navegador.</translation>
    </message>
    <message>
        <source>The school&apos;s server is busy or being repaired. Please try again later.</source>
        <translation>El servidor de la escuela está ocupado o en reparación. Inténtalo más tarde.</translation>
    </message>
    <message>
        <source>This network does not let it through. Messages come the other way, a little later.</source>
        <translation>Esta red no lo deja pasar. Los mensajes llegan por el otro camino, un poco más tarde.</translation>
    </message>
    <message>
        <source>This network does not let it through.</source>
        <translation>Esta red no lo deja pasar.</translation>
    </message>
    <message>
        <source>This computer was signed out. Please sign in again.</source>
        <translation>Se cerró la sesión de este equipo. Inicia sesión de nuevo.</translation>
    </message>
    <message>
        <source>The school&apos;s server did not answer. Please try again later.</source>
        <translation>El servidor de la escuela no respondió. Inténtalo más tarde.</translation>
    </message>
    <message>
        <source>The network&apos;s proxy does that.</source>
        <translation>De eso se ocupa el proxy de la red.</translation>
    </message>
    <message>
        <source>The address is a number already.</source>
        <translation>La dirección ya es un número.</translation>
    </message>
    <message>
        <source>The address begins with http, so the way there is open.</source>
        <translation>La dirección empieza por http, así que el camino está abierto.</translation>
    </message>
    <message>
        <source>Nobody is signed in here yet.</source>
        <translation>Todavía no ha iniciado sesión nadie aquí.</translation>
    </message>
    <message>
        <source>Valid until %1.</source>
        <comment>a certificate</comment>
        <translation>Válido hasta el %1.</translation>
    </message>
    <message>
        <source>Issued by %1, valid until %2.</source>
        <comment>a certificate</comment>
        <translation>Emitido por %1, válido hasta el %2.</translation>
    </message>
    <message>
        <source>Through the proxy %1.</source>
        <translation>A través del proxy %1.</translation>
    </message>
    <message>
        <source>Finding the school&apos;s server</source>
        <translation>Encontrar el servidor de la escuela</translation>
    </message>
    <message>
        <source>Reaching it</source>
        <translation>Llegar hasta él</translation>
    </message>
    <message>
        <source>Making sure that it is the school&apos;s</source>
        <translation>Ver que es el de la escuela</translation>
    </message>
    <message>
        <source>Getting an answer</source>
        <translation>Recibir una respuesta</translation>
    </message>
    <message>
        <source>Messages at once</source>
        <translation>Mensajes al instante</translation>
    </message>
    <message>
        <source>Messages the other way</source>
        <translation>Mensajes por el otro camino</translation>
    </message>
    <message>
        <source>Your sign-in</source>
        <translation>Tu inicio de sesión</translation>
    </message>
    <message>
        <source>Waits</source>
        <comment>a step of a check</comment>
        <translation>Espera</translation>
    </message>
    <message>
        <source>Is being tried</source>
        <comment>a step of a check</comment>
        <translation>Se está probando</translation>
    </message>
    <message>
        <source>Works</source>
        <comment>a step of a check</comment>
        <translation>Funciona</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>a step of a check</comment>
        <translation>Falló</translation>
    </message>
    <message>
        <source>Left out</source>
        <comment>a step of a check</comment>
        <translation>Omitido</translation>
    </message>
    <message>
        <source>This takes a moment.</source>
        <translation>Tarda un momento.</translation>
    </message>
    <message>
        <source>Everything works.</source>
        <translation>Todo funciona.</translation>
    </message>
    <message>
        <source>Messages come and go, a little later than in other networks.</source>
        <translation>Los mensajes van y vienen, un poco más tarde que en otras redes.</translation>
    </message>
    <message>
        <source>It does not work from here on: %1</source>
        <comment>%1 is a step, like &apos;Reaching it&apos;</comment>
        <translation>Deja de funcionar a partir de aquí: %1</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <comment>milliseconds</comment>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>ParentConnect: check of the connection</source>
        <translation>ParentConnect: comprobación de la conexión</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a step, and how it went</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>This file holds a secret key, which must stay with the school. Please ask for the certificate alone. Nothing was changed.</source>
        <translation>Este archivo contiene una clave secreta, que debe quedarse en la escuela. Pide solo el certificado. No se cambió nada.</translation>
    </message>
    <message>
        <source>This file is too large for a certificate. Nothing was changed.</source>
        <translation>Este archivo es demasiado grande para un certificado. No se cambió nada.</translation>
    </message>
    <message>
        <source>This certificate has run out, or is not valid yet. Nothing was changed.</source>
        <translation>Este certificado ha caducado o todavía no es válido. No se cambió nada.</translation>
    </message>
    <message>
        <source>There is no whole certificate in this file. Nothing was changed.</source>
        <translation>En este archivo no hay ningún certificado completo. No se cambió nada.</translation>
    </message>
    <message>
        <source>This file cannot be read. Nothing was changed.</source>
        <translation>No se puede leer este archivo. No se cambió nada.</translation>
    </message>
</context>
<context>
    <name>pc::words::Errors</name>
    <message>
        <source>The school&apos;s server could not accept this. Please check what you entered.</source>
        <translation>El servidor de la escuela no pudo aceptarlo. Revisa lo que escribiste.</translation>
    </message>
    <message>
        <source>The members have just changed. Please try again.</source>
        <translation>Los miembros acaban de cambiar. Inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>This was tried very often. Please wait a minute, then try again.</source>
        <translation>Se intentó muchas veces. Espera un minuto e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>This is no longer valid. Please ask the school for a new one.</source>
        <translation>Esto ya no es válido. Pide uno nuevo a la escuela.</translation>
    </message>
    <message>
        <source>The school&apos;s server is busy. Nothing is lost; please try again later.</source>
        <translation>El servidor de la escuela está ocupado. No se perdió nada; inténtalo más tarde.</translation>
    </message>
    <message>
        <source>Something went wrong in the app or at the school&apos;s server. Nothing that you wrote is lost; please try again.</source>
        <translation>Algo salió mal en la aplicación o en el servidor de la escuela. No se perdió nada de lo que escribiste; inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>This is already taken. Please choose another.</source>
        <translation>Esto ya está ocupado. Elige otro.</translation>
    </message>
    <message>
        <source>The school&apos;s server did not answer in time. Please try again.</source>
        <translation>El servidor de la escuela no respondió a tiempo. Inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>There is no connection to the school&apos;s server. Please check the network and the address.</source>
        <translation>No hay conexión con el servidor de la escuela. Revisa la red y la dirección.</translation>
    </message>
    <message>
        <source>The disk is full. What was saved is still there; please free some space.</source>
        <translation>El disco está lleno. Lo guardado sigue ahí; libera espacio.</translation>
    </message>
    <message>
        <source>The saved messages were written by a newer version of this app. Please install that version.</source>
        <translation>Los mensajes guardados se escribieron con una versión más nueva de esta aplicación. Instala esa versión.</translation>
    </message>
    <message>
        <source>This app was not put together correctly and cannot keep messages locked on this computer. Please install it again.</source>
        <translation>Esta aplicación no está bien montada y no puede guardar mensajes bloqueados en este equipo. Instálala de nuevo.</translation>
    </message>
    <message>
        <source>The server could not prove that it is the school&apos;s. Nothing was sent to it. Please see that this computer&apos;s date and time are right, else ask the school.</source>
        <translation>El servidor no pudo demostrar que es el de la escuela. No se le envió nada. Comprueba que la fecha y la hora de este equipo son correctas; si lo son, pregunta a la escuela.</translation>
    </message>
    <message>
        <source>The school does not allow this for you. Please ask them if you need it.</source>
        <translation>La escuela no te permite hacer esto. Pregúntale si lo necesitas.</translation>
    </message>
    <message>
        <source>This is larger than the school allows. Please send it in smaller parts.</source>
        <translation>Esto es más grande de lo que permite la escuela. Envíalo en partes más pequeñas.</translation>
    </message>
    <message>
        <source>The school&apos;s server does not know this yet, or this app is too old. Please update this app; if that does not help, tell the school.</source>
        <translation>El servidor de la escuela aún no conoce esto, o esta aplicación es demasiado antigua. Actualízala; si no ayuda, avisa a la escuela.</translation>
    </message>
    <message>
        <source>This was stopped before it was done. Please begin again when you like.</source>
        <translation>Se detuvo antes de terminar. Empieza de nuevo cuando quieras.</translation>
    </message>
    <message>
        <source>This computer&apos;s disk refused to save or to read. Nothing more is sent until it works again; please see that it is connected and in order.</source>
        <translation>El disco de este equipo no pudo guardar o leer. No se envía nada más hasta que vuelva a funcionar; comprueba que está conectado y en buen estado.</translation>
    </message>
    <message>
        <source>The saved messages on this computer are damaged. Nothing was deleted; please start ParentConnect again.</source>
        <translation>Los mensajes guardados en este equipo están dañados. No se borró nada; abre ParentConnect de nuevo.</translation>
    </message>
    <message>
        <source>Another program is using the saved messages just now. Please close it, then try again.</source>
        <translation>Otro programa está usando ahora los mensajes guardados. Ciérralo e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>The saved messages on this computer are not locked as they should be. They may have been exchanged, so they were not opened. Nothing was changed; please tell the school.</source>
        <translation>Los mensajes guardados en este equipo no están bloqueados como deberían. Puede que los hayan cambiado, así que no se han abierto. No se modificó nada; avisa a la escuela.</translation>
    </message>
    <message>
        <source>The saved messages on this computer are locked. Please open them with your passphrase.</source>
        <translation>Los mensajes guardados en este equipo están bloqueados. Ábrelos con tu frase de acceso.</translation>
    </message>
    <message>
        <source>The key to the saved messages is missing on this computer. They are still there; please start ParentConnect again.</source>
        <translation>Falta en este equipo la llave de los mensajes guardados. Los mensajes siguen ahí; abre ParentConnect de nuevo.</translation>
    </message>
    <message>
        <source>This does not open the saved messages. Nothing was changed; please try again.</source>
        <translation>Esto no abre los mensajes guardados. No se modificó nada; inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>This computer&apos;s password store does not answer. Please unlock it, then try again.</source>
        <translation>El almacén de contraseñas de este equipo no responde. Desbloquéalo e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>This is not there any more. Nothing was changed.</source>
        <translation>Esto ya no existe. No se modificó nada.</translation>
    </message>
    <message>
        <source>The network here asks for a name and a password of its own before it lets this app through. Please enter them under “Connection”.</source>
        <translation>La red de aquí pide un nombre y una contraseña propios antes de dejar pasar a esta aplicación. Escríbelos en «Conexión».</translation>
    </message>
    <message>
        <source>The name or the password is not right, or this computer was signed out. Please check both, then sign in again.</source>
        <translation>El nombre o la contraseña no es correcto, o se cerró la sesión de este equipo. Revisa ambos e inicia sesión de nuevo.</translation>
    </message>
</context>
<context>
    <name>pc::words::Roles</name>
    <message>
        <source>parent or guardian</source>
        <translation>padre, madre o tutor</translation>
    </message>
    <message>
        <source>staff</source>
        <translation>personal de la escuela</translation>
    </message>
    <message>
        <source>administrator</source>
        <translation>administrador</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>role, then what the school calls them</comment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>pc::words::Sheet</name>
    <message numerus="yes">
        <source>These are %n words. A recovery sheet has 24, or six. Please compare them with yours.</source>
        <translation>
            <numerusform>Esto es %Ln palabra. Una hoja de recuperación tiene 24, o seis. Compárala con la tuya.</numerusform>
            <numerusform>Esto son %Ln palabras. Una hoja de recuperación tiene 24, o seis. Compáralas con la tuya.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>These are %n words; your recovery sheet has %1. Please add those that are missing.</source>
        <translation>
            <numerusform>Esto es %Ln palabra; tu hoja de recuperación tiene %1. Añade las que faltan.</numerusform>
            <numerusform>Esto son %Ln palabras; tu hoja de recuperación tiene %1. Añade las que faltan.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>These are %n words; your recovery sheet has %1. Please take out what is too much.</source>
        <translation>
            <numerusform>Esto es %Ln palabra; tu hoja de recuperación tiene %1. Quita lo que sobra.</numerusform>
            <numerusform>Esto son %Ln palabras; tu hoja de recuperación tiene %1. Quita lo que sobra.</numerusform>
        </translation>
    </message>
    <message>
        <source>These are not your six words. One may be another word, or two may have changed places. If you have made a newer recovery sheet, only that one counts. Nothing was changed.</source>
        <translation>Estas no son tus seis palabras. Puede que una sea otra, o que dos hayan cambiado de sitio. Si has creado una hoja de recuperación más nueva, solo vale esa. No se cambió nada.</translation>
    </message>
    <message>
        <source>This is a recovery sheet, but not your present one. Only the one that was made last counts: please look for it, or make a new one. Nothing was changed.</source>
        <translation>Es una hoja de recuperación, pero no la tuya de ahora. Solo vale la última que se creó: búscala o crea una nueva. No se cambió nada.</translation>
    </message>
    <message>
        <source>This is a recovery sheet, but not your present one. Only the one that was made last counts: please look for it. Your messages are still kept.</source>
        <translation>Es una hoja de recuperación, pero no la tuya de ahora. Solo vale la última que se creó: búscala. Tus mensajes siguen guardados.</translation>
    </message>
    <message>
        <source>This is a recovery sheet, but not the one for the messages on this computer. Please look for the one that was made last. Your messages are still here.</source>
        <translation>Es una hoja de recuperación, pero no la de los mensajes de este equipo. Busca la última que se creó. Tus mensajes siguen aquí.</translation>
    </message>
    <message>
        <source>There is no recovery sheet for you at the school&apos;s server just now. Nothing was changed; please go back and add this computer by another one of yours.</source>
        <translation>En el servidor de la escuela no hay ahora ninguna hoja de recuperación tuya. No se cambió nada; vuelve atrás y añade este equipo con otro tuyo.</translation>
    </message>
    <message>
        <source>There are no tries left for now. Your messages are still kept; please try again later.</source>
        <translation>Por ahora no quedan intentos. Tus mensajes siguen guardados; prueba de nuevo más tarde.</translation>
    </message>
    <message>
        <source>What the school&apos;s server has does not belong to this recovery sheet. Nothing was changed on this computer. Please keep the sheet and tell the school.</source>
        <translation>Lo que tiene el servidor de la escuela no corresponde a esta hoja de recuperación. No se cambió nada en este equipo. Conserva la hoja y avisa a la escuela.</translation>
    </message>
    <message>
        <source>The school&apos;s server is busy, or this computer has too little memory free. Nothing is lost: please close other programs, then try again.</source>
        <translation>El servidor de la escuela está ocupado o este equipo tiene muy poca memoria libre. No se perdió nada: cierra otros programas y prueba de nuevo.</translation>
    </message>
    <message numerus="yes">
        <source>%n words</source>
        <comment>of a recovery sheet, so far</comment>
        <translation>
            <numerusform>%Ln palabra</numerusform>
            <numerusform>%Ln palabras</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 words</source>
        <translation>%1 de %2 palabras</translation>
    </message>
    <message>
        <source>Word %1, “%2”, is on no recovery sheet. Please look at it again.</source>
        <translation>La palabra %1, «%2», no está en ninguna hoja de recuperación. Mírala otra vez.</translation>
    </message>
    <message>
        <source>Each word can stand on a recovery sheet, but together they are none: probably one was misread, or two have changed places. Please compare each with your sheet.</source>
        <translation>Cada palabra puede estar en una hoja de recuperación, pero juntas no forman ninguna: seguramente una se leyó mal o dos cambiaron de sitio. Compara cada una con tu hoja.</translation>
    </message>
    <message>
        <source>This computer has too little memory free for this. Nothing was changed: please close other programs, then try again.</source>
        <translation>Este equipo tiene muy poca memoria libre para esto. No se cambió nada: cierra otros programas y prueba de nuevo.</translation>
    </message>
    <message>
        <source>No recovery sheet was made on this computer, so none opens the messages here. They stay as they are.</source>
        <translation>En este equipo no se creó ninguna hoja de recuperación, así que ninguna abre los mensajes de aquí. Quedan como están.</translation>
    </message>
    <message>
        <source>This cannot be done just now. Nothing was changed; please try again in a moment.</source>
        <translation>Esto no se puede hacer ahora mismo. No se cambió nada; prueba de nuevo dentro de un momento.</translation>
    </message>
    <message>
        <source>Your messages are only on the computers where you read them. If they are all lost, your messages are, too.</source>
        <translation>Tus mensajes solo están en los equipos donde los lees. Si se pierden todos, se pierden también tus mensajes.</translation>
    </message>
    <message>
        <source>Your messages are kept for your other computers, sealed: the school cannot read them.</source>
        <translation>Tus mensajes se guardan para tus otros equipos, sellados: la escuela no puede leerlos.</translation>
    </message>
    <message>
        <source>This is waiting just now. What was kept until now stays, and the rest follows by itself. %1</source>
        <comment>%1 is a sentence that says why</comment>
        <translation>Ahora mismo está en espera. Lo guardado hasta ahora se queda, y el resto sigue por sí solo. %1</translation>
    </message>
    <message numerus="yes">
        <source>%n messages still have to be added.</source>
        <translation>
            <numerusform>Falta por añadir %Ln mensaje.</numerusform>
            <numerusform>Faltan por añadir %Ln mensajes.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was added yet.</source>
        <translation>Todavía no se ha añadido nada.</translation>
    </message>
    <message>
        <source>Bringing back your messages… %1</source>
        <translation>Recuperando tus mensajes… %1</translation>
    </message>
    <message>
        <source>You have no recovery sheet yet. It is a sheet of paper that brings your messages back when no computer of yours is left.</source>
        <translation>Todavía no tienes hoja de recuperación. Es una hoja de papel que trae tus mensajes de vuelta cuando no te queda ningún equipo.</translation>
    </message>
    <message>
        <source>Your recovery sheet has 24 words.</source>
        <translation>Tu hoja de recuperación tiene 24 palabras.</translation>
    </message>
    <message>
        <source>Your recovery sheet is six words that you know.</source>
        <translation>Tu hoja de recuperación son seis palabras que te sabes.</translation>
    </message>
    <message>
        <source>%1 Made on %2.</source>
        <comment>%1 is a sentence like &apos;Your recovery sheet has 24 words.&apos;, %2 a day</comment>
        <translation>%1 Creada el %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n tries are left today.</source>
        <translation>
            <numerusform>Hoy queda %Ln intento.</numerusform>
            <numerusform>Hoy quedan %Ln intentos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Last brought up to date: %1</source>
        <comment>%1 is a date with a time</comment>
        <translation>Última puesta al día: %1</translation>
    </message>
    <message>
        <source>There are no tries left for now. Your messages are still kept. You can try again from this time on: %1</source>
        <comment>%1 is a date with a time</comment>
        <translation>Por ahora no quedan intentos. Tus mensajes siguen guardados. Podrás probar de nuevo a partir de este momento: %1</translation>
    </message>
</context>
<context>
    <name>pc::words::Status</name>
    <message>
        <source>No connection. You can go on reading and writing.</source>
        <translation>Sin conexión. Puedes seguir leyendo y escribiendo.</translation>
    </message>
    <message numerus="yes">
        <source>No connection. You can go on writing: %n messages will leave by themselves.</source>
        <translation>
            <numerusform>Sin conexión. Puedes seguir escribiendo: %Ln mensaje saldrá por sí solo.</numerusform>
            <numerusform>Sin conexión. Puedes seguir escribiendo: %Ln mensajes saldrán por sí solos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Conectando…</translation>
    </message>
    <message numerus="yes">
        <source>Connecting… %n messages will leave then.</source>
        <translation>
            <numerusform>Conectando… Después saldrá %Ln mensaje.</numerusform>
            <numerusform>Conectando… Después saldrán %Ln mensajes.</numerusform>
        </translation>
    </message>
    <message>
        <source>Fetching what is new…</source>
        <translation>Recibiendo lo nuevo…</translation>
    </message>
    <message numerus="yes">
        <source>Fetching what is new: %n messages to go.</source>
        <translation>
            <numerusform>Recibiendo lo nuevo: falta %Ln mensaje.</numerusform>
            <numerusform>Recibiendo lo nuevo: faltan %Ln mensajes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%Ln persona</numerusform>
            <numerusform>%Ln personas</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>28 families, 2 teachers</comment>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n families</source>
        <translation>
            <numerusform>%Ln familia</numerusform>
            <numerusform>%Ln familias</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n teachers</source>
        <translation>
            <numerusform>%Ln docente</numerusform>
            <numerusform>%Ln docentes</numerusform>
        </translation>
    </message>
    <message>
        <source>Online</source>
        <translation>En línea</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>Ausente</translation>
    </message>
    <message>
        <source>Last seen today at %1</source>
        <translation>Visto hoy a las %1</translation>
    </message>
    <message>
        <source>Last seen: %1, %2</source>
        <comment>day, time of day</comment>
        <translation>Visto por última vez: %1, %2</translation>
    </message>
    <message>
        <source>%1 · only they can read this</source>
        <comment>%1 is like &apos;28 families, 2 teachers&apos;</comment>
        <translation>%1 · solo ellos pueden leerlo</translation>
    </message>
    <message>
        <source>Only the two of you can read this</source>
        <translation>Solo vosotros dos podéis leerlo</translation>
    </message>
    <message>
        <source>%1 · only the two of you can read this</source>
        <comment>%1 is like &apos;Online&apos;</comment>
        <translation>%1 · solo vosotros dos podéis leerlo</translation>
    </message>
    <message>
        <source>Setting up… messages wait</source>
        <translation>Preparando… los mensajes esperan</translation>
    </message>
    <message>
        <source>Messages are waiting · see why and try again</source>
        <translation>Hay mensajes esperando · mira por qué e inténtalo de nuevo</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is slow. Messages come and go all the same, but days and times may look wrong. Please set its date, time and time zone.</source>
        <translation>El reloj de este equipo está atrasado. Los mensajes llegan y salen de todos modos, pero los días y las horas pueden mostrarse mal. Ajusta su fecha, hora y zona horaria.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is fast. Messages come and go all the same, but days and times may look wrong. Please set its date, time and time zone.</source>
        <translation>El reloj de este equipo está adelantado. Los mensajes llegan y salen de todos modos, pero los días y las horas pueden mostrarse mal. Ajusta su fecha, hora y zona horaria.</translation>
    </message>
    <message>
        <source>Messages are waiting · see who reads here</source>
        <translation>Los mensajes esperan · mira quién lee aquí</translation>
    </message>
    <message numerus="yes">
        <source>Your school keeps messages for %n days now. Older ones are deleted from this computer on %1. Would you like to keep them? “Save all messages” in the menu does it.</source>
        <translation>
            <numerusform>Tu escuela guarda ahora los mensajes durante %Ln día. Los más antiguos se borran de este equipo el %1. ¿Quieres conservarlos? «Guardar todos los mensajes», en el menú, lo hace.</numerusform>
            <numerusform>Tu escuela guarda ahora los mensajes durante %Ln días. Los más antiguos se borran de este equipo el %1. ¿Quieres conservarlos? «Guardar todos los mensajes», en el menú, lo hace.</numerusform>
        </translation>
    </message>
</context>
</TS>
