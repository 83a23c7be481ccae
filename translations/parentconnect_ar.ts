<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>ConversationText</name>
    <message>
        <source>The school</source>
        <translation>المدرسة</translation>
    </message>
    <message>
        <source>You: %1</source>
        <translation>أنت: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>sender: text</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Somebody who left</source>
        <translation>شخص غادر</translation>
    </message>
    <message numerus="yes">
        <source>%n families</source>
        <translation>
            <numerusform>لا عائلات</numerusform>
            <numerusform>عائلة واحدة</numerusform>
            <numerusform>عائلتان</numerusform>
            <numerusform>%Ln عائلات</numerusform>
            <numerusform>%Ln عائلة</numerusform>
            <numerusform>%Ln عائلة</numerusform>
        </translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>شخص ما</translation>
    </message>
    <message>
        <source>%1 (former member)</source>
        <translation>%1 (عضو سابق)</translation>
    </message>
</context>
<context>
    <name>FailureNote</name>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>take the unsent message back</comment>
        <translation>إلغاء</translation>
    </message>
</context>
<context>
    <name>MessageActions</name>
    <message>
        <source>Copy</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>التفاصيل</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Cancel sending</source>
        <translation>إلغاء الإرسال</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>You started the conversation</source>
        <translation>بدأتَ المحادثة</translation>
    </message>
    <message>
        <source>You added %1</source>
        <translation>أضفتَ %1</translation>
    </message>
    <message>
        <source>You removed %1</source>
        <translation>أزلتَ %1</translation>
    </message>
    <message>
        <source>You left</source>
        <translation>غادرتَ</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>قيد الإرسال</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>أُرسلت</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>وصلت</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>قُرئت</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>لم تُرسل</translation>
    </message>
    <message>
        <source>Not sent: the school does not allow writing here.</source>
        <translation>لم تُرسل: المدرسة لا تسمح بالكتابة هنا.</translation>
    </message>
    <message>
        <source>Not sent: this conversation no longer exists.</source>
        <translation>لم تُرسل: هذه المحادثة لم تعد موجودة.</translation>
    </message>
    <message>
        <source>Not sent: the message is longer than the school allows.</source>
        <translation>لم تُرسل: الرسالة أطول مما تسمح به المدرسة.</translation>
    </message>
    <message>
        <source>Not sent: too many messages in a short time.</source>
        <translation>لم تُرسل: رسائل كثيرة في وقت قصير.</translation>
    </message>
    <message>
        <source>Not sent: it waited too long for a connection.</source>
        <translation>لم تُرسل: طال انتظار الاتصال.</translation>
    </message>
    <message>
        <source>Not sent: this app is too old for the school’s server.</source>
        <translation>لم تُرسل: هذا التطبيق أقدم مما يقبله خادم المدرسة.</translation>
    </message>
    <message>
        <source>Not sent: please sign in again.</source>
        <translation>لم تُرسل: يُرجى تسجيل الدخول من جديد.</translation>
    </message>
    <message>
        <source>Not sent: this computer’s disk refused it.</source>
        <translation>لم تُرسل: رفضها قرص هذا الحاسوب.</translation>
    </message>
    <message>
        <source>Not sent: you stopped it.</source>
        <translation>لم تُرسل: أنت أوقفتها.</translation>
    </message>
    <message>
        <source>Not sent: the school’s server did not answer.</source>
        <translation>لم تُرسل: خادم المدرسة لم يُجب.</translation>
    </message>
    <message>
        <source>Not sent: something went wrong.</source>
        <translation>لم تُرسل: حدث خطأ ما.</translation>
    </message>
    <message>
        <source>%1 started the conversation</source>
        <translation>بدأ %1 المحادثة</translation>
    </message>
    <message>
        <source>%1 added %2</source>
        <translation>أضاف %1 %2</translation>
    </message>
    <message>
        <source>%1 removed %2</source>
        <translation>أزال %1 %2</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>غادر %1</translation>
    </message>
    <message>
        <source>%1 is typing…</source>
        <translation>%1 يكتب الآن…</translation>
    </message>
    <message>
        <source>%1 and %2 are typing…</source>
        <translation>%1 و%2 يكتبان الآن…</translation>
    </message>
    <message numerus="yes">
        <source>%n people are typing…</source>
        <translation>
            <numerusform>لا أحد يكتب</numerusform>
            <numerusform>شخص واحد يكتب الآن…</numerusform>
            <numerusform>شخصان يكتبان الآن…</numerusform>
            <numerusform>%Ln أشخاص يكتبون الآن…</numerusform>
            <numerusform>%Ln شخصًا يكتبون الآن…</numerusform>
            <numerusform>%Ln شخص يكتبون الآن…</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting for this message…</source>
        <translation>بانتظار هذه الرسالة…</translation>
    </message>
    <message>
        <source>Sent before this computer was added</source>
        <translation>أُرسلت قبل إضافة هذا الحاسوب</translation>
    </message>
    <message>
        <source>Not sent to this computer</source>
        <translation>لم تُرسل إلى هذا الحاسوب</translation>
    </message>
    <message>
        <source>This message is damaged</source>
        <translation>هذه الرسالة تالفة</translation>
    </message>
    <message>
        <source>Not shown: this message may not be from its sender</source>
        <translation>لم تُعرض: قد لا تكون هذه الرسالة من مرسلها</translation>
    </message>
    <message>
        <source>It appears here by itself.</source>
        <translation>ستظهر هنا من تلقاء نفسها.</translation>
    </message>
    <message>
        <source>Only computers that were there at that time can open it.</source>
        <translation>لا تفتحها إلا الحواسيب التي كانت موجودة حينها.</translation>
    </message>
    <message>
        <source>Look on another computer of yours, or ask for it to be sent again.</source>
        <translation>انظر في حاسوب آخر لك، أو اطلب إرسالها من جديد.</translation>
    </message>
    <message>
        <source>It cannot be opened. Ask for it to be sent again.</source>
        <translation>لا يمكن فتحها. اطلب إرسالها من جديد.</translation>
    </message>
    <message>
        <source>Ask them about it in another way, and tell the school if it happens again.</source>
        <translation>اسأل صاحبها بطريقة أخرى، وأخبر المدرسة إن تكرر ذلك.</translation>
    </message>
    <message>
        <source>Not sent: who is in this conversation has just changed.</source>
        <translation>لم تُرسل: تغيّر أعضاء هذه المحادثة للتو.</translation>
    </message>
    <message>
        <source>This message needs a newer version of the app.</source>
        <translation>تحتاج هذه الرسالة إلى إصدار أحدث من التطبيق.</translation>
    </message>
    <message>
        <source>It is kept, and appears once the app is up to date.</source>
        <translation>هي محفوظة، وستظهر عند تحديث التطبيق.</translation>
    </message>
    <message>
        <source>Others here bring it back by themselves, once they are sure that it is you.</source>
        <translation>يعيدها إليك الآخرون هنا من تلقاء أنفسهم متى تأكدوا من أنك أنت.</translation>
    </message>
    <message>
        <source>The conversation is now called “%1”</source>
        <translation>أصبح اسم المحادثة «%1»</translation>
    </message>
</context>
<context>
    <name>TimeText</name>
    <message>
        <source>Today</source>
        <translation>اليوم</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>أمس</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a day, a time</comment>
        <translation>%1، %2</translation>
    </message>
</context>
<context>
    <name>TimelineText</name>
    <message>
        <source>Former member</source>
        <translation>عضو سابق</translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <comment>messages</comment>
        <translation>
            <numerusform>لا جديد</numerusform>
            <numerusform>رسالة جديدة</numerusform>
            <numerusform>رسالتان جديدتان</numerusform>
            <numerusform>%Ln رسائل جديدة</numerusform>
            <numerusform>%Ln رسالة جديدة</numerusform>
            <numerusform>%Ln رسالة جديدة</numerusform>
        </translation>
    </message>
    <message>
        <source>Older messages were removed</source>
        <translation>أُزيلت الرسائل الأقدم</translation>
    </message>
    <message numerus="yes">
        <source>%n messages are on their way</source>
        <translation>
            <numerusform>لا رسائل في الطريق</numerusform>
            <numerusform>رسالة واحدة في الطريق</numerusform>
            <numerusform>رسالتان في الطريق</numerusform>
            <numerusform>%Ln رسائل في الطريق</numerusform>
            <numerusform>%Ln رسالة في الطريق</numerusform>
            <numerusform>%Ln رسالة في الطريق</numerusform>
        </translation>
    </message>
    <message>
        <source>You</source>
        <translation>أنت</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a row</comment>
        <translation>، </translation>
    </message>
    <message>
        <source>A message that you wrote on another computer is missing here: neither the school’s server nor the network brought it. It is still on that computer.</source>
        <translation>تنقص هنا رسالة كتبتها على حاسوب آخر: لم يوصلها خادم المدرسة ولا الشبكة. وهي ما زالت على ذلك الحاسوب.</translation>
    </message>
    <message>
        <source>A message from %1 is missing here: neither the school’s server nor the network brought it. Please ask them what it said.</source>
        <translation>تنقص هنا رسالة من %1: لم يوصلها خادم المدرسة ولا الشبكة. يُرجى السؤال عمّا جاء فيها.</translation>
    </message>
    <message>
        <source>%1 · written %2</source>
        <comment>14:06 · written 9:30</comment>
        <translation>%1 · كُتبت %2</translation>
    </message>
    <message>
        <source>Written %1, and with the school’s server since %2.</source>
        <comment>times</comment>
        <translation>كُتبت: %1. وهي لدى خادم المدرسة منذ: %2.</translation>
    </message>
    <message>
        <source>By the computer that it was written on: %1. By the school’s server: %2. One of the two clocks is wrong.</source>
        <comment>times</comment>
        <translation>بحسب الحاسوب الذي كُتبت عليه: %1. وبحسب خادم المدرسة: %2. إحدى الساعتين غير صحيحة.</translation>
    </message>
</context>
<context>
    <name>pc::account::AccountFlow</name>
    <message>
        <source>Opening your messages…</source>
        <translation>جارٍ فتح رسائلك…</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>جارٍ تسجيل الدخول…</translation>
    </message>
    <message>
        <source>Opening your conversations…</source>
        <translation>جارٍ فتح محادثاتك…</translation>
    </message>
    <message>
        <source>This computer was signed out. Your messages are still here; please sign in again.</source>
        <translation>انتهت جلسة هذا الحاسوب. رسائلك ما زالت هنا؛ يُرجى تسجيل الدخول من جديد.</translation>
    </message>
</context>
<context>
    <name>pc::account::CheckDialog</name>
    <message>
        <source>Check the connection</source>
        <translation>فحص الاتصال</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>Copy what was found</source>
        <translation>نسخ نتيجة الفحص</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>إعادة الفحص</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>تم</translation>
    </message>
    <message>
        <source>There is no address of a school to check yet. Please enter it first.</source>
        <translation>لا يوجد عنوان مدرسة لفحصه بعد. يُرجى إدخاله أولًا.</translation>
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
        <translation>حاسوب بلا اسم</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>إعادة التسمية</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>إزالة</translation>
    </message>
    <message>
        <source>Name of the computer</source>
        <translation>اسم الحاسوب</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>هذا الحاسوب</translation>
    </message>
    <message>
        <source>Signed in with your password, and not added. Remove it if it is not yours, and change your password.</source>
        <translation>سجّل الدخول بكلمة مرورك ولم تُضِفه. أزِله إن لم يكن لك، وغيّر كلمة مرورك.</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>سُجّل خروجه</translation>
    </message>
    <message>
        <source>Last here: %1</source>
        <translation>آخر ظهور هنا: %1</translation>
    </message>
    <message>
        <source>Save the name</source>
        <translation>حفظ الاسم</translation>
    </message>
    <message>
        <source>It is signed out at once and gets no more messages. What it has shown already stays on it.</source>
        <translation>يُسجَّل خروجه فورًا ولا يتلقى رسائل أخرى. وما عرضه من قبل يبقى عليه.</translation>
    </message>
    <message>
        <source>Remove it now</source>
        <translation>إزالته الآن</translation>
    </message>
</context>
<context>
    <name>pc::account::DevicesDialog</name>
    <message>
        <source>The school&apos;s server names other computers than this one knows. Nothing was changed. Please tell the school.</source>
        <translation>يذكر خادم المدرسة حواسيب غير التي يعرفها هذا الحاسوب. لم يتغيّر شيء. أخبر المدرسة.</translation>
    </message>
    <message>
        <source>Add a computer…</source>
        <translation>إضافة حاسوب…</translation>
    </message>
    <message>
        <source>Your computers</source>
        <translation>حواسيبك</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>تم</translation>
    </message>
    <message>
        <source>Asking the school&apos;s server…</source>
        <translation>جارٍ سؤال خادم المدرسة…</translation>
    </message>
</context>
<context>
    <name>pc::account::InviteDialog</name>
    <message>
        <source>Another administrator of your school has to let you confirm people first.</source>
        <translation>يجب أولًا أن يسمح لك مسؤول آخر في مدرستك بتأكيد الأشخاص.</translation>
    </message>
    <message>
        <source>There are too many letters that nobody has joined with. Please withdraw some first.</source>
        <translation>هناك رسائل كثيرة لم ينضم بها أحد. يُرجى سحب بعضها أولًا.</translation>
    </message>
    <message>
        <source>Invite people</source>
        <translation>دعوة أشخاص</translation>
    </message>
    <message>
        <source>Each person gets a letter of their own. Whoever joins with it is confirmed by the school at once, and nobody has to compare anything.</source>
        <translation>لكل شخص رسالة خاصة به. من ينضم بها تؤكده المدرسة فورًا، ولا يحتاج أحد إلى مقارنة أي شيء.</translation>
    </message>
    <message>
        <source>Jana Horáková; Mother of Mateo</source>
        <comment>an example: a name, and what the school calls her</comment>
        <translation>فاطمة الزهراء; والدة سالم</translation>
    </message>
    <message>
        <source>Who is invited</source>
        <translation>من المدعو</translation>
    </message>
    <message>
        <source>One person on each line. After a semicolon you can write what the school calls them. You can also paste two columns of a table.</source>
        <translation>شخص واحد في كل سطر. بعد العلامة ; يمكنك كتابة ما تسميه به المدرسة. ويمكنك أيضًا لصق عمودين من جدول.</translation>
    </message>
    <message>
        <source>Parents or guardians</source>
        <translation>أولياء أمور</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>العاملون في المدرسة</translation>
    </message>
    <message>
        <source>Administrators</source>
        <translation>مسؤولون</translation>
    </message>
    <message>
        <source>They are</source>
        <translation>صفتهم</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>لا أيام</numerusform>
            <numerusform>يوم واحد</numerusform>
            <numerusform>يومان</numerusform>
            <numerusform>%Ln أيام</numerusform>
            <numerusform>%Ln يومًا</numerusform>
            <numerusform>%Ln يوم</numerusform>
        </translation>
    </message>
    <message>
        <source>The letters work for</source>
        <translation>مدة صلاحية الرسائل</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>طباعة…</translation>
    </message>
    <message>
        <source>Save as a file…</source>
        <translation>حفظ في ملف…</translation>
    </message>
    <message>
        <source>Letters that are out</source>
        <translation>رسائل لم تُستعمل بعد</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>تم</translation>
    </message>
    <message>
        <source>Write the letter</source>
        <translation>كتابة الرسالة</translation>
    </message>
    <message numerus="yes">
        <source>Write %n letters</source>
        <translation>
            <numerusform>لا رسائل</numerusform>
            <numerusform>كتابة رسالة واحدة</numerusform>
            <numerusform>كتابة رسالتين</numerusform>
            <numerusform>كتابة %Ln رسائل</numerusform>
            <numerusform>كتابة %Ln رسالة</numerusform>
            <numerusform>كتابة %Ln رسالة</numerusform>
        </translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>جارٍ الكتابة…</translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s) written. Whoever has one is confirmed as the person in it: hand them out yourself, or send them by post.</source>
        <translation>
            <numerusform>لم تُكتب أي رسالة. من يملك رسالة يُؤكَّد على أنه الشخص المذكور فيها: سلّمها بنفسك أو أرسلها بالبريد.</numerusform>
            <numerusform>كُتبت رسالة واحدة. من يملك رسالة يُؤكَّد على أنه الشخص المذكور فيها: سلّمها بنفسك أو أرسلها بالبريد.</numerusform>
            <numerusform>كُتبت رسالتان. من يملك رسالة يُؤكَّد على أنه الشخص المذكور فيها: سلّمها بنفسك أو أرسلها بالبريد.</numerusform>
            <numerusform>كُتبت %Ln رسائل. من يملك رسالة يُؤكَّد على أنه الشخص المذكور فيها: سلّمها بنفسك أو أرسلها بالبريد.</numerusform>
            <numerusform>كُتبت %Ln رسالة. من يملك رسالة يُؤكَّد على أنه الشخص المذكور فيها: سلّمها بنفسك أو أرسلها بالبريد.</numerusform>
            <numerusform>كُتبت %Ln رسالة. من يملك رسالة يُؤكَّد على أنه الشخص المذكور فيها: سلّمها بنفسك أو أرسلها بالبريد.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 The others were not written. %2</source>
        <comment>%1 and %2 are sentences</comment>
        <translation>%1 لم تُكتب الرسائل الأخرى. %2</translation>
    </message>
    <message>
        <source>Please fetch the letters from the printer before somebody else does.</source>
        <translation>يُرجى أخذ الرسائل من الطابعة قبل أن يأخذها غيرك.</translation>
    </message>
    <message>
        <source>It could not be printed. The letters are kept: you can print them again below.</source>
        <translation>تعذّرت الطباعة. الرسائل محفوظة: يمكنك طباعتها مرة أخرى في الأسفل.</translation>
    </message>
    <message>
        <source>Save the letters</source>
        <translation>حفظ الرسائل</translation>
    </message>
    <message>
        <source>Invitations</source>
        <comment>name of a file</comment>
        <translation>دعوات</translation>
    </message>
    <message>
        <source>They are in “%1”. Whoever can open this file can join in these names: please print it, then delete it.</source>
        <translation>هي في «%1». من يستطيع فتح هذا الملف يستطيع الانضمام بهذه الأسماء: يُرجى طباعته ثم حذفه.</translation>
    </message>
</context>
<context>
    <name>pc::account::InviteRow</name>
    <message>
        <source>Print again…</source>
        <translation>طباعة مرة أخرى…</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>سحب</translation>
    </message>
    <message>
        <source>A letter from before</source>
        <translation>رسالة سابقة</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>إزالة</translation>
    </message>
    <message>
        <source>%1. Nobody has joined with it yet; it works until %2.</source>
        <comment>%1 says who they are at the school</comment>
        <translation>%1. لم ينضم بها أحد بعد؛ وهي صالحة حتى %2.</translation>
    </message>
    <message>
        <source>%1. They have joined, and are being confirmed.</source>
        <translation>%1. انضم بها صاحبها، ويجري تأكيده.</translation>
    </message>
    <message>
        <source>%1. It worked until %2 only. Please write another letter, or confirm them when you see them.</source>
        <translation>%1. كانت صالحة حتى %2 فقط. يُرجى كتابة رسالة أخرى، أو تأكيد الشخص عندما تراه.</translation>
    </message>
    <message>
        <source>%1. Somebody joined in this name who does not have this letter. They are not confirmed. Please ask the person whether it was them before you trust what they write.</source>
        <translation>%1. انضم بهذا الاسم شخص لا يملك هذه الرسالة، وهو غير مؤكَّد. يُرجى سؤال صاحب الاسم إن كان هو قبل أن تثق بما يكتبه.</translation>
    </message>
    <message>
        <source>It cannot be read on this computer any more, and confirms nobody. You can remove it.</source>
        <translation>لم تعد قراءتها ممكنة على هذا الحاسوب، ولا تؤكد أحدًا. يمكنك إزالتها.</translation>
    </message>
    <message>
        <source>Nobody can join with this letter any more then. What is printed is waste paper.</source>
        <translation>لن يستطيع أحد الانضمام بهذه الرسالة بعد ذلك، ولن يبقى لما طُبع منها أي فائدة.</translation>
    </message>
    <message>
        <source>Withdraw it now</source>
        <translation>اسحبها الآن</translation>
    </message>
</context>
<context>
    <name>pc::account::LetterPaper</name>
    <message>
        <source>An invitation for %1</source>
        <translation>دعوة إلى %1</translation>
    </message>
    <message>
        <source>Our school writes to parents with ParentConnect. What is written there can be read by the people in the conversation and by nobody else.</source>
        <translation>تكتب مدرستنا إلى الأهل عبر ParentConnect. ما يُكتب هناك يقرؤه المشاركون في المحادثة ولا أحد غيرهم.</translation>
    </message>
    <message>
        <source>How to join</source>
        <translation>كيف تنضم</translation>
    </message>
    <message>
        <source>Install ParentConnect on your computer and start it.</source>
        <translation>ثبّت ParentConnect على حاسوبك وشغّله.</translation>
    </message>
    <message>
        <source>If this letter reached you on the computer, click the link below. If you have it on paper, choose “I was invited and join now” and “Read the picture on a letter…”, and hold it to the camera. Without a camera, type the link into the first field as it stands here.</source>
        <translation>إن وصلتك هذه الرسالة على الحاسوب فانقر على الرابط في الأسفل. وإن كانت على ورق فاختر «تلقيتُ دعوة وأنضم الآن» ثم «قراءة الصورة من رسالة…» وضعها أمام الكاميرا. وإن لم تكن هناك كاميرا فاكتب الرابط في الحقل الأول كما هو هنا.</translation>
    </message>
    <message>
        <source>Choose a user name and a password, and press “Join”.</source>
        <translation>اختر اسم مستخدم وكلمة مرور، ثم اضغط «انضمام».</translation>
    </message>
    <message>
        <source>Please keep this letter to yourself</source>
        <translation>يُرجى الاحتفاظ بهذه الرسالة لنفسك</translation>
    </message>
    <message>
        <source>It is for %1 alone, works once and until %2. By it the school knows that it is really you, and your computer knows that it is really the school. If somebody else may have seen it before you joined, please tell us: we write you another one.</source>
        <translation>هي لـ%1 وحده، وتصلح مرة واحدة وحتى %2. بها تعرف المدرسة أنك أنت حقًا، ويعرف حاسوبك أنها المدرسة حقًا. إن كان من الممكن أن أحدًا غيرك رآها قبل انضمامك، فيُرجى إخبارنا لنكتب لك رسالة أخرى.</translation>
    </message>
    <message>
        <source>Invitations</source>
        <translation>دعوات</translation>
    </message>
</context>
<context>
    <name>pc::account::LinkDialog</name>
    <message>
        <source>These are not nine digits. Please type the number that the new computer shows.</source>
        <translation>هذه ليست تسعة أرقام. اكتب الرقم الذي يظهر على الحاسوب الجديد.</translation>
    </message>
    <message>
        <source>No computer of yours shows this number now. It changes every minute; please look again.</source>
        <translation>لا يعرض أيّ حاسوب لك هذا الرقم الآن. يتغيّر كل دقيقة؛ انظر إليه مرة أخرى.</translation>
    </message>
    <message>
        <source>This is not the computer that shows the number. Nothing was given to it. Please try again on another network.</source>
        <translation>هذا ليس الحاسوب الذي يعرض الرقم. لم يُعطَ أيّ شيء. حاول مرة أخرى على شبكة أخرى.</translation>
    </message>
    <message>
        <source>The new computer did not answer. Please see that it is on and shows a number.</source>
        <translation>لم يُجب الحاسوب الجديد. تأكّد من أنه يعمل ويعرض رقمًا.</translation>
    </message>
    <message>
        <source>The new computer gave up meanwhile. Please begin again with its new number.</source>
        <translation>توقّف الحاسوب الجديد في هذه الأثناء. ابدأ من جديد برقمه الجديد.</translation>
    </message>
    <message>
        <source>Add a computer</source>
        <translation>إضافة حاسوب</translation>
    </message>
    <message>
        <source>The number that the new computer shows</source>
        <translation>الرقم الذي يعرضه الحاسوب الجديد</translation>
    </message>
    <message>
        <source>No</source>
        <translation>لا</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Sign in on the new computer with your user name and password. It then shows a number; please type it here.</source>
        <translation>سجّل الدخول على الحاسوب الجديد باسم المستخدم وكلمة المرور. سيعرض عندئذ رقمًا؛ اكتبه هنا.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>متابعة</translation>
    </message>
    <message>
        <source>Looking for it…</source>
        <translation>جارٍ البحث عنه…</translation>
    </message>
    <message>
        <source>Does “%1” show the same four words?</source>
        <translation>هل يعرض «%1» الكلمات الأربع نفسها؟</translation>
    </message>
    <message>
        <source>Yes, the same words</source>
        <translation>نعم، الكلمات نفسها</translation>
    </message>
    <message>
        <source>Adding it…</source>
        <translation>جارٍ إضافته…</translation>
    </message>
    <message>
        <source>“%1” is yours now, once you say there as well that the words are the same.</source>
        <translation>أصبح «%1» لك، ما إن تقول هناك أيضًا إن الكلمات هي نفسها.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>تم</translation>
    </message>
    <message>
        <source>This is another kind of picture. Please read the one below the number on the new computer.</source>
        <translation>هذه صورة من نوع آخر. اقرأ الصورة التي تظهر تحت الرقم على الحاسوب الجديد.</translation>
    </message>
    <message>
        <source>No computer of yours shows this picture now. It changes every minute; please read it again.</source>
        <translation>لا يعرض أيّ حاسوب لك هذه الصورة الآن. تتغيّر كل دقيقة؛ اقرأها مرة أخرى.</translation>
    </message>
    <message>
        <source>This is not the computer that shows the picture. Nothing was given to it. Please try again on another network.</source>
        <translation>هذا ليس الحاسوب الذي يعرض الصورة. لم يُعطَ أيّ شيء. حاول مرة أخرى على شبكة أخرى.</translation>
    </message>
    <message>
        <source>It is the black and white picture below the number on the new computer.</source>
        <translation>إنّها الصورة بالأبيض والأسود التي تظهر تحت الرقم على الحاسوب الجديد.</translation>
    </message>
    <message>
        <source>Read the picture instead…</source>
        <translation>أو قراءة الصورة…</translation>
    </message>
</context>
<context>
    <name>pc::account::LinkPage</name>
    <message>
        <source>Yes, the same words</source>
        <translation>نعم، الكلمات نفسها</translation>
    </message>
    <message>
        <source>Stop, and sign out here</source>
        <translation>توقّف، وسجّل الخروج هنا</translation>
    </message>
    <message>
        <source>Add this computer</source>
        <translation>إضافة هذا الحاسوب</translation>
    </message>
    <message>
        <source>Number to type: %1</source>
        <translation>الرقم المطلوب كتابته: %1</translation>
    </message>
    <message>
        <source>Does your other computer show the same four words?</source>
        <translation>هل يعرض حاسوبك الآخر الكلمات الأربع نفسها؟</translation>
    </message>
    <message>
        <source>If they differ, somebody stands between the two. Stop then, and try again on another network.</source>
        <translation>إن اختلفت، فهناك من يقف بين الاثنين. توقّف عندئذ وحاول مرة أخرى على شبكة أخرى.</translation>
    </message>
    <message>
        <source>Then this computer becomes your only one: any other on which you are still signed in is signed out. What was said until now cannot be read here, and the people you write with see that you began anew.</source>
        <translation>عندئذ يصبح هذا الحاسوب حاسوبك الوحيد: يُسجَّل خروجك من أيّ حاسوب آخر ما زلت مسجّلًا فيه. وما قيل حتى الآن لا يمكن قراءته هنا، ومن تراسلهم يرون أنك بدأت من جديد.</translation>
    </message>
    <message>
        <source>Please say so on the other computer, too.</source>
        <translation>قل ذلك على الحاسوب الآخر أيضًا.</translation>
    </message>
    <message>
        <source>No other computer left?</source>
        <translation>لم يبقَ حاسوب آخر؟</translation>
    </message>
    <message>
        <source>Begin anew here</source>
        <translation>البدء من جديد هنا</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <source>The same number as a picture, for your other computer&apos;s camera</source>
        <translation>الرقم نفسه كصورة، لكاميرا حاسوبك الآخر</translation>
    </message>
    <message>
        <source>On a computer where you are signed in already, open the preferences, choose “Your computers” and “Add a computer”, and type this number or let it read the picture:</source>
        <translation>على حاسوب سجّلت الدخول فيه من قبل، افتح التفضيلات واختر «حواسيبك» ثم «إضافة حاسوب» واكتب هذا الرقم أو دعه يقرأ الصورة:</translation>
    </message>
    <message>
        <source>Both change every minute. Your messages come to this computer once both show the same words.</source>
        <translation>يتغيّر كلاهما كل دقيقة. تصل رسائلك إلى هذا الحاسوب عندما يعرض الاثنان الكلمات نفسها.</translation>
    </message>
    <message>
        <source>I have my recovery sheet</source>
        <translation>لديّ ورقة الاسترداد</translation>
    </message>
    <message>
        <source>Neither another computer nor the sheet?</source>
        <translation>لا حاسوب آخر ولا الورقة؟</translation>
    </message>
</context>
<context>
    <name>pc::account::LockDialog</name>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Your passphrase until now</source>
        <translation>عبارة مرورك حتى الآن</translation>
    </message>
    <message>
        <source>Your passphrase</source>
        <translation>عبارة مرورك</translation>
    </message>
    <message>
        <source>New passphrase, at least 8 characters</source>
        <translation>عبارة مرور جديدة، ٨ أحرف على الأقل</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>مرة أخرى</translation>
    </message>
    <message>
        <source>Nobody can recover a forgotten passphrase, neither the school nor we. The messages saved on this computer could then not be opened again.</source>
        <translation>لا أحد يستطيع استعادة عبارة مرور منسية، لا المدرسة ولا نحن. وعندها لن يمكن فتح الرسائل المحفوظة في هذا الحاسوب مرة أخرى.</translation>
    </message>
    <message>
        <source>Lock ParentConnect</source>
        <translation>قفل ParentConnect</translation>
    </message>
    <message>
        <source>ParentConnect then asks for a passphrase whenever it is opened on this computer.</source>
        <translation>سيطلب ParentConnect عندها عبارة مرور كلما فُتح في هذا الحاسوب.</translation>
    </message>
    <message>
        <source>Turn the lock on</source>
        <translation>تشغيل القفل</translation>
    </message>
    <message>
        <source>Another passphrase</source>
        <translation>عبارة مرور أخرى</translation>
    </message>
    <message>
        <source>From then on, only the new one opens ParentConnect on this computer.</source>
        <translation>من حينها لا تفتح ParentConnect في هذا الحاسوب إلا العبارة الجديدة.</translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <translation>تغيير عبارة المرور</translation>
    </message>
    <message>
        <source>Turn the lock off</source>
        <translation>إيقاف القفل</translation>
    </message>
    <message>
        <source>Whoever can use your account on this computer can then open ParentConnect.</source>
        <translation>عندها يستطيع كل من يستخدم حسابك في هذا الحاسوب فتح ParentConnect.</translation>
    </message>
    <message>
        <source>The two are not the same yet.</source>
        <translation>العبارتان غير متطابقتين بعد.</translation>
    </message>
    <message>
        <source>This is not the passphrase. Nothing was changed.</source>
        <translation>ليست هذه عبارة المرور. لم يتغير شيء.</translation>
    </message>
    <message>
        <source>ParentConnect asks for a passphrase already, or cannot change that just now. Nothing was changed.</source>
        <translation>ParentConnect يطلب عبارة مرور بالفعل، أو لا يستطيع تغيير ذلك الآن. لم يتغير شيء.</translation>
    </message>
</context>
<context>
    <name>pc::account::LockSection</name>
    <message>
        <source>Lock with a passphrase</source>
        <translation>القفل بعبارة مرور</translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <translation>تغيير عبارة المرور</translation>
    </message>
    <message>
        <source>Turn the lock off</source>
        <translation>إيقاف القفل</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>القفل الآن</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>القفل</translation>
    </message>
    <message>
        <source>ParentConnect asks for your passphrase when it is opened on this computer.</source>
        <translation>يطلب ParentConnect عبارة مرورك عند فتحه في هذا الحاسوب.</translation>
    </message>
    <message>
        <source>ParentConnect opens without asking, for whoever uses your account on this computer.</source>
        <translation>يُفتح ParentConnect دون سؤال لكل من يستخدم حسابك في هذا الحاسوب.</translation>
    </message>
</context>
<context>
    <name>pc::account::MakeSheetDialog</name>
    <message>
        <source>Make a recovery sheet</source>
        <translation>إنشاء ورقة استرداد</translation>
    </message>
    <message>
        <source>24 words on paper</source>
        <translation>24 كلمة على ورق</translation>
    </message>
    <message>
        <source>For a drawer. The safest: nobody can guess them.</source>
        <translation>تُحفظ في درج. وهي الأكثر أمانًا: لا أحد يستطيع تخمينها.</translation>
    </message>
    <message>
        <source>Six words to remember</source>
        <translation>ست كلمات للحفظ عن ظهر قلب</translation>
    </message>
    <message>
        <source>There is nothing to find and nothing to lose, unless you forget them.</source>
        <translation>ليس هناك ما يُعثر عليه ولا ما يضيع، إلا إذا نسيتها.</translation>
    </message>
    <message>
        <source>The words are English ones: there are none in your language yet.</source>
        <translation>الكلمات إنجليزية: لا توجد كلمات بلغتك بعد.</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>طباعة…</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>حفظ بصيغة PDF…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>If no computer of yours is left, your recovery sheet brings your messages back on a new one. Without it, nobody can: neither the school nor we.</source>
        <translation>إذا لم يبق لك أي حاسوب، فإن ورقة الاسترداد تعيد رسائلك على حاسوب جديد. وبدونها لا يستطيع ذلك أحد: لا المدرسة ولا نحن.</translation>
    </message>
    <message>
        <source>The one that you have counts until the new one is ready.</source>
        <translation>الورقة التي لديك تبقى صالحة حتى تجهز الجديدة.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>متابعة</translation>
    </message>
    <message>
        <source>Making it…</source>
        <translation>جارٍ الإنشاء…</translation>
    </message>
    <message>
        <source>Print these words, or write them down in this order. They are shown only now.</source>
        <translation>اطبع هذه الكلمات أو اكتبها بهذا الترتيب. لا تظهر إلا الآن.</translation>
    </message>
    <message>
        <source>Learn these words in this order, or write them down until you know them. They are shown only now.</source>
        <translation>احفظ هذه الكلمات بهذا الترتيب، أو اكتبها إلى أن تحفظها. لا تظهر إلا الآن.</translation>
    </message>
    <message>
        <source>Please take your sheet and type these three words, so that you know it is right.</source>
        <translation>خذ ورقتك واكتب هذه الكلمات الثلاث، لتتأكد من أنها صحيحة.</translation>
    </message>
    <message>
        <source>Please type these three words without looking, so that you know they stay with you.</source>
        <translation>اكتب هذه الكلمات الثلاث دون أن تنظر، لتتأكد من أنك تحفظها.</translation>
    </message>
    <message>
        <source>I have it</source>
        <translation>هي عندي</translation>
    </message>
    <message>
        <source>Show the words again</source>
        <translation>إظهار الكلمات من جديد</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>جارٍ الحفظ…</translation>
    </message>
    <message>
        <source>From now on these six words count, and no sheet from before. In a week we ask you once whether you still know them.</source>
        <translation>من الآن هذه الكلمات الست هي الصالحة، ولا ورقة من قبلها. سنسألك مرة واحدة بعد أسبوع إن كنت ما زلت تحفظها.</translation>
    </message>
    <message>
        <source>From now on this sheet counts. The one from before opens nothing any more: please tear it up. In a week we ask you once whether you still have the new one.</source>
        <translation>من الآن هذه الورقة هي الصالحة. الورقة السابقة لم تعد تفتح شيئًا: مزّقها من فضلك. سنسألك مرة واحدة بعد أسبوع إن كانت الجديدة ما زالت عندك.</translation>
    </message>
    <message>
        <source>From now on this sheet counts. Please put it where you keep your passport. In a week we ask you once whether you still have it.</source>
        <translation>من الآن هذه الورقة هي الصالحة. ضعها حيث تحفظ جواز سفرك. سنسألك مرة واحدة بعد أسبوع إن كانت ما زالت عندك.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>تم</translation>
    </message>
    <message>
        <source>The new sheet does not count: if you have printed it or written it down, please tear it up. The one that you had before still counts.</source>
        <translation>الورقة الجديدة غير صالحة: إن كنت قد طبعتها أو كتبتها فمزّقها من فضلك. الورقة التي كانت لديك ما زالت صالحة.</translation>
    </message>
    <message>
        <source>This sheet does not count: if you have printed it or written it down, please tear it up. You have no recovery sheet yet; you can make one at any time.</source>
        <translation>هذه الورقة غير صالحة: إن كنت قد طبعتها أو كتبتها فمزّقها من فضلك. ليست لديك ورقة استرداد بعد؛ يمكنك إنشاء واحدة في أي وقت.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Word %1</source>
        <translation>الكلمة %1</translation>
    </message>
    <message>
        <source>Word %1 is another one. Please look at your sheet, or show the words again.</source>
        <translation>الكلمة %1 كلمة أخرى. انظر في ورقتك، أو أظهر الكلمات من جديد.</translation>
    </message>
    <message>
        <source>%1 Until then, the sheet that you had before counts.</source>
        <comment>%1 is a sentence that says why</comment>
        <translation>%1 وحتى ذلك الحين تبقى الورقة التي كانت لديك صالحة.</translation>
    </message>
    <message>
        <source>Please fetch the sheet from the printer before somebody else does.</source>
        <translation>خذ الورقة من الطابعة قبل أن يأخذها غيرك.</translation>
    </message>
    <message>
        <source>It could not be printed. Please write the words down instead.</source>
        <translation>تعذّرت الطباعة. اكتب الكلمات بيدك من فضلك.</translation>
    </message>
    <message>
        <source>Save the recovery sheet</source>
        <translation>حفظ ورقة الاسترداد</translation>
    </message>
    <message>
        <source>Recovery sheet</source>
        <comment>name of a file</comment>
        <translation>ورقة الاسترداد</translation>
    </message>
    <message>
        <source>It is in “%1”. Whoever can open this file can read the words: please print it, then delete it.</source>
        <translation>هي في «%1». كل من يستطيع فتح هذا الملف يستطيع قراءة الكلمات: اطبعه ثم احذفه من فضلك.</translation>
    </message>
</context>
<context>
    <name>pc::account::NetworkDialog</name>
    <message>
        <source>Connection</source>
        <translation>الاتصال</translation>
    </message>
    <message>
        <source>Most people never need this. Your school or whoever looks after your network can tell you.</source>
        <translation>لا يحتاج معظم الناس إلى هذا أبدًا. يمكن لمدرستك أو للمسؤول عن شبكتك إخبارك.</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>الخادم الوسيط</translation>
    </message>
    <message>
        <source>As on this computer</source>
        <translation>كما في هذا الحاسوب</translation>
    </message>
    <message>
        <source>None</source>
        <translation>بلا</translation>
    </message>
    <message>
        <source>HTTP proxy</source>
        <translation>خادم وسيط HTTP</translation>
    </message>
    <message>
        <source>SOCKS5 proxy</source>
        <translation>خادم وسيط SOCKS5</translation>
    </message>
    <message>
        <source>Address and port</source>
        <translation>العنوان والمنفذ</translation>
    </message>
    <message>
        <source>Address and port of the proxy</source>
        <translation>عنوان الخادم الوسيط ومنفذه</translation>
    </message>
    <message>
        <source>The school&apos;s certificate</source>
        <translation>شهادة المدرسة</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>اختيار ملف…</translation>
    </message>
    <message>
        <source>Believe what this computer believes</source>
        <translation>الثقة بما يثق به هذا الحاسوب</translation>
    </message>
    <message>
        <source>Choose the school&apos;s certificate</source>
        <translation>اختيار شهادة المدرسة</translation>
    </message>
    <message>
        <source>Save and check</source>
        <translation>حفظ وفحص</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>حفظ</translation>
    </message>
    <message>
        <source>Only servers that %1 vouches for are believed, until %2.</source>
        <comment>%1 is an authority&apos;s name</comment>
        <translation>لا يوثق إلا بالخوادم التي تضمنها %1، حتى %2.</translation>
    </message>
    <message>
        <source>Servers are believed that an authority known to this computer vouches for. If your school has given you a certificate of its own, choose that file.</source>
        <translation>يوثق بالخوادم التي تضمنها جهة يعرفها هذا الحاسوب. إذا أعطتك مدرستك شهادة خاصة بها، فاختر ذلك الملف.</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer *.der);;All files (*)</source>
        <translation>الشهادات (*.pem *.crt *.cer *.der);;كل الملفات (*)</translation>
    </message>
</context>
<context>
    <name>pc::account::PassphrasePage</name>
    <message>
        <source>Choose a passphrase</source>
        <translation>اختر عبارة مرور</translation>
    </message>
    <message>
        <source>This computer has no password store that answers. So that nobody else can read your messages here, please choose a passphrase. It is asked for at each start and is not sent anywhere.</source>
        <translation>لا يوجد في هذا الحاسوب مخزن كلمات مرور يستجيب. حتى لا يقرأ رسائلك هنا أحد غيرك، اختر عبارة مرور. تُطلب عند كل بدء ولا تُرسل إلى أي مكان.</translation>
    </message>
    <message>
        <source>Passphrase, at least 8 characters</source>
        <translation>عبارة المرور، 8 أحرف على الأقل</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>مرة أخرى</translation>
    </message>
    <message>
        <source>If it is lost, the messages saved on this computer cannot be opened again.</source>
        <translation>إذا ضاعت فلن يمكن فتح الرسائل المحفوظة في هذا الحاسوب مرة أخرى.</translation>
    </message>
    <message>
        <source>Protect with this passphrase</source>
        <translation>احمِ بهذه العبارة</translation>
    </message>
    <message>
        <source>Welcome back</source>
        <translation>أهلًا بعودتك</translation>
    </message>
    <message>
        <source>Your messages on this computer are locked. Please enter your passphrase.</source>
        <translation>رسائلك في هذا الحاسوب مقفلة. أدخل عبارة المرور.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>عبارة المرور</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>فتح</translation>
    </message>
    <message>
        <source>The two are not the same yet.</source>
        <translation>العبارتان غير متطابقتين بعد.</translation>
    </message>
    <message>
        <source>This passphrase does not open your messages. Please try again.</source>
        <translation>هذه العبارة لا تفتح رسائلك. حاول مرة أخرى.</translation>
    </message>
    <message>
        <source>Passphrase forgotten?</source>
        <translation>هل نسيت عبارة المرور؟</translation>
    </message>
</context>
<context>
    <name>pc::account::PictureDialog</name>
    <message>
        <source>The square with the black and white pattern was not found in it. Please take the photo from nearer, with the whole square on it.</source>
        <translation>لم يُعثر فيها على المربّع ذي النقش الأبيض والأسود. التقط الصورة من مسافة أقرب بحيث يظهر المربّع كاملًا.</translation>
    </message>
    <message>
        <source>This file is too large for a photo.</source>
        <translation>هذا الملف أكبر من أن يكون صورة.</translation>
    </message>
    <message>
        <source>This file cannot be read as a photo. A JPEG or PNG file can.</source>
        <translation>لا يمكن قراءة هذا الملف كصورة. أمّا ملف JPEG أو PNG فيمكن.</translation>
    </message>
    <message>
        <source>This file cannot be opened.</source>
        <translation>لا يمكن فتح هذا الملف.</translation>
    </message>
    <message>
        <source>Read a picture</source>
        <translation>قراءة صورة</translation>
    </message>
    <message>
        <source>What the camera sees</source>
        <translation>ما تراه الكاميرا</translation>
    </message>
    <message>
        <source>Starting the camera…</source>
        <translation>جارٍ تشغيل الكاميرا…</translation>
    </message>
    <message>
        <source>Open a photo…</source>
        <translation>فتح صورة…</translation>
    </message>
    <message>
        <source>Paste what was copied</source>
        <translation>لصق ما نُسخ</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Hold the picture before the camera until it is read. Or use a photo of it:</source>
        <translation>أمسك الصورة أمام الكاميرا حتى تُقرأ. أو استخدم صورة ملتقطة لها:</translation>
    </message>
    <message>
        <source>No camera was found on this computer. Take a photo of the picture with a telephone, bring it to this computer, and open it, paste it or drop it here.</source>
        <translation>لم يُعثر على كاميرا في هذا الحاسوب. التقط الصورة بهاتف، وانقلها إلى هذا الحاسوب، ثم افتحها أو الصقها أو أفلتها هنا.</translation>
    </message>
    <message>
        <source>The camera shows nothing: another program uses it, or ParentConnect may not. You can open a photo of the picture, paste it or drop it here.</source>
        <translation>لا تعرض الكاميرا شيئًا: يستخدمها برنامج آخر، أو لا يُسمح لـ ParentConnect باستخدامها. يمكنك فتح صورة ملتقطة لها أو لصقها أو إفلاتها هنا.</translation>
    </message>
    <message>
        <source>Open a photo</source>
        <translation>فتح صورة</translation>
    </message>
    <message>
        <source>Photos (*.png *.jpg *.jpeg *.webp *.bmp);;All files (*)</source>
        <translation>الصور (*.png *.jpg *.jpeg *.webp *.bmp);;كل الملفات (*)</translation>
    </message>
    <message>
        <source>What was copied last is no photo.</source>
        <translation>آخر ما نُسخ ليس صورة.</translation>
    </message>
    <message>
        <source>This photo takes too long to read. Please take another one, with less around the picture.</source>
        <translation>تستغرق قراءة هذه الصورة وقتًا طويلًا. التقط صورة أخرى لا يظهر فيها حولها إلا القليل.</translation>
    </message>
</context>
<context>
    <name>pc::account::PreferencesDialog</name>
    <message>
        <source>Enter sends the message</source>
        <translation>مفتاح Enter يرسل الرسالة</translation>
    </message>
    <message>
        <source>Fewer movements on the screen</source>
        <translation>حركة أقل على الشاشة</translation>
    </message>
    <message>
        <source>No notifications</source>
        <translation>بلا إشعارات</translation>
    </message>
    <message>
        <source>Notifications say who wrote, not what</source>
        <translation>تذكر الإشعارات من كتب لا ما كُتب</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>التفضيلات</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>المظهر</translation>
    </message>
    <message>
        <source>Size of the letters</source>
        <translation>حجم الحروف</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <source>Sign out of this computer</source>
        <translation>تسجيل الخروج من هذا الحاسوب</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>تم</translation>
    </message>
    <message>
        <source>As on this computer</source>
        <translation>كما في هذا الحاسوب</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>فاتح</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>داكن</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>percent</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Connection…</source>
        <translation>الاتصال…</translation>
    </message>
    <message>
        <source>Your computers…</source>
        <translation>حواسيبك…</translation>
    </message>
    <message>
        <source>Invite people…</source>
        <translation>دعوة أشخاص…</translation>
    </message>
</context>
<context>
    <name>pc::account::ProxyDialog</name>
    <message>
        <source>The network asks for a password</source>
        <translation>الشبكة تطلب كلمة مرور</translation>
    </message>
    <message>
        <source>The proxy %1 lets ParentConnect through only with a name and a password of its own. These are not those of your school account; whoever looks after this network knows them.</source>
        <translation>لا يسمح الخادم الوسيط %1 بمرور ParentConnect إلا باسم وكلمة مرور خاصين به. ليسا اسم حسابك المدرسي وكلمة مروره؛ يعرفهما المسؤول عن هذه الشبكة.</translation>
    </message>
    <message>
        <source>Name for the proxy</source>
        <translation>الاسم لدى الخادم الوسيط</translation>
    </message>
    <message>
        <source>Password for the proxy</source>
        <translation>كلمة المرور لدى الخادم الوسيط</translation>
    </message>
    <message>
        <source>The proxy did not accept what was entered.</source>
        <translation>لم يقبل الخادم الوسيط ما أُدخل.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>متابعة</translation>
    </message>
</context>
<context>
    <name>pc::account::RecoverySection</name>
    <message>
        <source>If you lose this computer</source>
        <translation>إذا فقدت هذا الحاسوب</translation>
    </message>
    <message>
        <source>Keep my messages for other computers</source>
        <translation>حفظ رسائلي لحواسيب أخرى</translation>
    </message>
    <message>
        <source>What is kept for other computers is then deleted. What is on your computers stays there. A computer that you add later begins empty, and your recovery sheet brings no messages back.</source>
        <translation>عندئذ يُحذف ما هو محفوظ لحواسيب أخرى. أما ما هو على حواسيبك فيبقى عليها. والحاسوب الذي تضيفه لاحقًا يبدأ فارغًا، وورقة الاسترداد لا تعيد أي رسائل.</translation>
    </message>
    <message>
        <source>Delete it, and keep nothing</source>
        <translation>حذفه وعدم حفظ شيء</translation>
    </message>
    <message>
        <source>Go on keeping them</source>
        <translation>مواصلة حفظها</translation>
    </message>
    <message>
        <source>Try it out…</source>
        <translation>تجربتها…</translation>
    </message>
    <message>
        <source>Your recovery sheet</source>
        <translation>ورقة الاسترداد الخاصة بك</translation>
    </message>
    <message>
        <source>Make a new one…</source>
        <translation>إنشاء ورقة جديدة…</translation>
    </message>
    <message>
        <source>Make a recovery sheet…</source>
        <translation>إنشاء ورقة استرداد…</translation>
    </message>
    <message>
        <source>A new recovery sheet</source>
        <translation>ورقة استرداد جديدة</translation>
    </message>
    <message>
        <source>This stays as it was. %1</source>
        <comment>%1 is a sentence that says why</comment>
        <translation>يبقى هذا كما كان. %1</translation>
    </message>
</context>
<context>
    <name>pc::account::SafetyCodeDialog</name>
    <message>
        <source>Check that it is really %1</source>
        <translation>تحقّق من هوية %1</translation>
    </message>
    <message>
        <source>You have compared them before, and they were the same.</source>
        <translation>سبق أن قارنتها وكانت متطابقة.</translation>
    </message>
    <message>
        <source>If these numbers are the same on your screen and on %1’s, nobody else can read what you write to each other. Compare them when you are together, or read them out on the phone.</source>
        <translation>إذا كانت هذه الأرقام متطابقة على شاشتك وشاشة %1، فلا يستطيع أحد غيركما قراءة ما تكتبانه. قارناها عندما تكونان معًا، أو اقرآها عبر الهاتف.</translation>
    </message>
    <message>
        <source>Copy the numbers</source>
        <translation>نسخ الأرقام</translation>
    </message>
    <message>
        <source>The same numbers as a picture, for %1’s camera</source>
        <translation>الأرقام نفسها كصورة، لكاميرا %1</translation>
    </message>
    <message>
        <source>Read their picture…</source>
        <translation>قراءة الصورة من الشاشة الأخرى…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>They differ</source>
        <translation>مختلفة</translation>
    </message>
    <message>
        <source>They are the same</source>
        <translation>متطابقة</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>نُسخت</translation>
    </message>
    <message>
        <source>It is the black and white picture on %1’s screen, where the same numbers are shown.</source>
        <translation>إنّها الصورة بالأبيض والأسود على شاشة %1، حيث تظهر الأرقام نفسها.</translation>
    </message>
    <message>
        <source>The same. It is really %1, and nobody else can read what you write to each other.</source>
        <translation>متطابقة. إنّه حقًا حساب %1، ولا يستطيع أحد غيركما قراءة ما تكتبانه.</translation>
    </message>
    <message>
        <source>This is another kind of picture. Please read the one that stands below the numbers on %1’s screen.</source>
        <translation>هذه صورة من نوع آخر. اقرأ الصورة التي تظهر تحت الأرقام على شاشة %1.</translation>
    </message>
    <message>
        <source>%1 has a newer ParentConnect than you. Please update yours, or compare the numbers.</source>
        <translation>لدى %1 إصدار من ParentConnect أحدث من إصدارك. حدّث إصدارك، أو قارنا الأرقام.</translation>
    </message>
    <message>
        <source>Not the same. Somebody may be reading along, or %1 has begun anew on another computer. Write nothing private here for now. Ask %1 in person or on the phone, compare once more, and tell the school if they still differ.</source>
        <translation>غير متطابقة. ربما يقرأ شخص آخر ما تكتبانه، أو ربما بدأ %1 من جديد على حاسوب آخر. لا تكتب هنا شيئًا خاصًا الآن. اسأل %1 وجهًا لوجه أو عبر الهاتف، وقارنا مرة أخرى، وأخبر المدرسة إن بقيت مختلفة.</translation>
    </message>
    <message>
        <source>This picture is not of your conversation with %1, so it says nothing. Please read the one on their screen, not your own, once they have opened the conversation with you.</source>
        <translation>هذه الصورة ليست من محادثتك مع %1، فلا تدلّ على شيء. اقرأ الصورة التي تظهر على الشاشة الأخرى، لا التي على شاشتك، بعد فتح المحادثة معك هناك.</translation>
    </message>
</context>
<context>
    <name>pc::account::SheetField</name>
    <message>
        <source>The words of your recovery sheet</source>
        <translation>كلمات ورقة الاسترداد الخاصة بك</translation>
    </message>
</context>
<context>
    <name>pc::account::SheetPage</name>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <source>Your recovery sheet</source>
        <translation>ورقة الاسترداد الخاصة بك</translation>
    </message>
    <message>
        <source>Please type its words in their order. It opens the messages on this computer, and nothing is lost.</source>
        <translation>اكتب كلماتها بترتيبها. إنها تفتح الرسائل على هذا الحاسوب، ولا يضيع شيء.</translation>
    </message>
    <message>
        <source>Please type your six words in their order. They are Spanish ones.</source>
        <translation>اكتب كلماتك الست بترتيبها. وهي كلمات إسبانية.</translation>
    </message>
    <message>
        <source>Please type your six words in their order. They are English ones.</source>
        <translation>اكتب كلماتك الست بترتيبها. وهي كلمات إنجليزية.</translation>
    </message>
    <message>
        <source>Please type its 24 words in their order. They are Spanish ones.</source>
        <translation>اكتب كلماتها الأربع والعشرين بترتيبها. وهي كلمات إسبانية.</translation>
    </message>
    <message>
        <source>Please type its 24 words in their order. They are English ones.</source>
        <translation>اكتب كلماتها الأربع والعشرين بترتيبها. وهي كلمات إنجليزية.</translation>
    </message>
    <message>
        <source>It is the right one…</source>
        <translation>إنها الصحيحة…</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>جارٍ النظر…</translation>
    </message>
    <message>
        <source>Bring my messages back</source>
        <translation>أعِد رسائلي</translation>
    </message>
    <message>
        <source>Open my messages</source>
        <translation>افتح رسائلي</translation>
    </message>
</context>
<context>
    <name>pc::account::SheetPaper</name>
    <message>
        <source>Date</source>
        <comment>to be filled in by hand</comment>
        <translation>التاريخ</translation>
    </message>
    <message>
        <source>Kept at</source>
        <comment>a place; to be filled in by hand</comment>
        <translation>مكان الحفظ</translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation>لماذا هذه الورقة</translation>
    </message>
    <message>
        <source>When no computer of yours is left, it brings your messages back on a new one: sign in to ParentConnect there, choose “I have my recovery sheet” and type these words in this order.</source>
        <translation>عندما لا يبقى لك أي حاسوب، تعيد رسائلك على حاسوب جديد: سجّل الدخول هناك إلى ParentConnect، واختر «لديّ ورقة الاسترداد»، واكتب هذه الكلمات بهذا الترتيب.</translation>
    </message>
    <message>
        <source>Where to keep it</source>
        <translation>أين تُحفظ</translation>
    </message>
    <message>
        <source>Learn the words by heart, then keep this sheet where you keep your passport, or tear it up. Nobody from the school or from ParentConnect ever asks for it.</source>
        <translation>احفظ الكلمات عن ظهر قلب، ثم ضع هذه الورقة حيث تحفظ جواز سفرك، أو مزّقها. لن يطلبها منك أبدًا أحد من المدرسة ولا من ParentConnect.</translation>
    </message>
    <message>
        <source>Where you keep your passport: on paper, not as a photo and not beside the computer. Nobody from the school or from ParentConnect ever asks for it.</source>
        <translation>حيث تحفظ جواز سفرك: على ورق، لا كصورة ولا بجانب الحاسوب. لن يطلبها منك أبدًا أحد من المدرسة ولا من ParentConnect.</translation>
    </message>
    <message>
        <source>If it is lost, or somebody else may have seen it</source>
        <translation>إذا ضاعت، أو ربما رآها غيرك</translation>
    </message>
    <message>
        <source>Make a new one on a computer where you still read your messages: in the preferences, under “If you lose this computer”. From then on this one opens nothing any more. Nobody can make it for you.</source>
        <translation>أنشئ ورقة جديدة على حاسوب ما زلت تقرأ عليه رسائلك: في التفضيلات، تحت «إذا فقدت هذا الحاسوب». ومنذ ذلك الحين لا تفتح هذه الورقة شيئًا. لا أحد يستطيع إنشاءها بدلًا منك.</translation>
    </message>
    <message>
        <source>Recovery sheet</source>
        <translation>ورقة الاسترداد</translation>
    </message>
</context>
<context>
    <name>pc::account::SignInPage</name>
    <message>
        <source>Welcome to ParentConnect</source>
        <translation>أهلًا بك في ParentConnect</translation>
    </message>
    <message>
        <source>Welcome back</source>
        <translation>أهلًا بعودتك</translation>
    </message>
    <message>
        <source>Please enter your password. Then everything on this computer is here again.</source>
        <translation>أدخل كلمة المرور، وسيعود كل ما في هذا الحاسوب إلى هنا.</translation>
    </message>
    <message>
        <source>Your school has given you an address, or a link that invites you. Please enter it here.</source>
        <translation>أعطتك مدرستك عنوانًا أو رابط دعوة. أدخله هنا.</translation>
    </message>
    <message>
        <source>Address of the school, or the link</source>
        <translation>عنوان المدرسة أو الرابط</translation>
    </message>
    <message>
        <source>I have a user name already</source>
        <translation>لديّ اسم مستخدم</translation>
    </message>
    <message>
        <source>I was invited and join now</source>
        <translation>تلقيتُ دعوة وأنضم الآن</translation>
    </message>
    <message>
        <source>Invite code</source>
        <translation>رمز الدعوة</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>اسم المستخدم</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>كلمة المرور</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>انضمام</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>تسجيل الدخول</translation>
    </message>
    <message>
        <source>This is neither an address nor a link of a school yet.</source>
        <translation>هذا ليس بعدُ عنوانًا لمدرسة ولا رابطًا منها.</translation>
    </message>
    <message>
        <source>This invite is not valid any more. Please ask the school for a new one.</source>
        <translation>لم تعد هذه الدعوة صالحة. اطلب دعوة جديدة من المدرسة.</translation>
    </message>
    <message>
        <source>Connection…</source>
        <translation>الاتصال…</translation>
    </message>
    <message>
        <source>Read the picture on a letter…</source>
        <translation>قراءة الصورة من رسالة…</translation>
    </message>
    <message>
        <source>It is the black and white picture on the letter of your school.</source>
        <translation>هي الصورة ذات الأبيض والأسود في رسالة مدرستك.</translation>
    </message>
    <message>
        <source>This picture is not the one on a letter of a school.</source>
        <translation>هذه الصورة ليست صورة رسالة من مدرسة.</translation>
    </message>
</context>
<context>
    <name>pc::account::TroublePage</name>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>The password store does not answer</source>
        <translation>مخزن كلمات المرور لا يستجيب</translation>
    </message>
    <message>
        <source>The key to your messages lies in this computer&apos;s password store, and that is silent just now.</source>
        <translation>مفتاح رسائلك في مخزن كلمات المرور في هذا الحاسوب، وهو لا يستجيب الآن.</translation>
    </message>
    <message>
        <source>Your messages are still here, locked. Nothing was changed.</source>
        <translation>رسائلك ما زالت هنا مقفلة. لم يتغير شيء.</translation>
    </message>
    <message>
        <source>Unlock the password store, or sign in to this computer again, then try again.</source>
        <translation>افتح مخزن كلمات المرور أو سجّل الدخول إلى هذا الحاسوب من جديد، ثم أعد المحاولة.</translation>
    </message>
    <message>
        <source>The key to your messages is missing</source>
        <translation>مفتاح رسائلك مفقود</translation>
    </message>
    <message>
        <source>Your messages are still on this computer, but the key that opens them is not in its password store.</source>
        <translation>رسائلك ما زالت في هذا الحاسوب، لكن المفتاح الذي يفتحها ليس في مخزن كلمات المرور.</translation>
    </message>
    <message>
        <source>If you have moved to another computer or restored a backup, bring the old password store back and try again.</source>
        <translation>إذا انتقلت إلى حاسوب آخر أو استعدت نسخة احتياطية، فأعد مخزن كلمات المرور القديم ثم حاول مرة أخرى.</translation>
    </message>
    <message>
        <source>Your saved messages are damaged</source>
        <translation>رسائلك المحفوظة تالفة</translation>
    </message>
    <message>
        <source>The file with your messages on this computer cannot be read. Nothing was deleted.</source>
        <translation>تعذرت قراءة ملف رسائلك في هذا الحاسوب. لم يُحذف شيء.</translation>
    </message>
    <message>
        <source>You can set the damaged file aside and sign in again. Messages that the school&apos;s server still has come back; messages that had not left this computer stay in the file.</source>
        <translation>يمكنك وضع الملف التالف جانبًا وتسجيل الدخول من جديد. تعود الرسائل التي ما زالت لدى خادم المدرسة، أما التي لم تغادر هذا الحاسوب فتبقى في الملف.</translation>
    </message>
    <message>
        <source>This app is too old for your messages</source>
        <translation>هذا التطبيق أقدم من رسائلك</translation>
    </message>
    <message>
        <source>Your messages were saved by a newer version of ParentConnect. Nothing was touched.</source>
        <translation>حُفظت رسائلك بإصدار أحدث من ParentConnect. لم يُمسّ شيء.</translation>
    </message>
    <message>
        <source>Please install the newer version again, then open it.</source>
        <translation>ثبّت الإصدار الأحدث من جديد ثم افتحه.</translation>
    </message>
    <message>
        <source>ParentConnect is running already</source>
        <translation>ParentConnect يعمل بالفعل</translation>
    </message>
    <message>
        <source>Another window or another user of this computer has your messages open. Nothing was changed.</source>
        <translation>نافذة أخرى أو مستخدم آخر لهذا الحاسوب يفتح رسائلك. لم يتغير شيء.</translation>
    </message>
    <message>
        <source>Please close the other one, then try again.</source>
        <translation>أغلق الأخرى ثم حاول مرة أخرى.</translation>
    </message>
    <message>
        <source>This app cannot lock your messages</source>
        <translation>لا يستطيع هذا التطبيق قفل رسائلك</translation>
    </message>
    <message>
        <source>ParentConnect keeps your messages locked on this computer. As it is installed here, it cannot, because a part of it comes from elsewhere. Nothing was opened or changed.</source>
        <translation>يُبقي ParentConnect رسائلك مقفلة على هذا الحاسوب. وكما هو مثبَّت هنا لا يستطيع ذلك، لأن جزءًا منه جاء من مكان آخر. لم يُفتح شيء ولم يُغيَّر.</translation>
    </message>
    <message>
        <source>Please install ParentConnect again, then try again.</source>
        <translation>يُرجى تثبيت ParentConnect من جديد ثم إعادة المحاولة.</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>القرص ممتلئ</translation>
    </message>
    <message>
        <source>What was saved is still there, and nothing that you wrote is lost. There is only no room to save more.</source>
        <translation>ما حُفظ ما زال موجودًا ولم يضِع شيء مما كتبت. لا مساحة لحفظ المزيد فحسب.</translation>
    </message>
    <message>
        <source>Please free some space on this computer, then try again.</source>
        <translation>أفرغ بعض المساحة في هذا الحاسوب ثم حاول مرة أخرى.</translation>
    </message>
    <message>
        <source>This computer does not let the app at your messages</source>
        <translation>لا يسمح هذا الحاسوب للتطبيق بالوصول إلى رسائلك</translation>
    </message>
    <message>
        <source>The disk, or the folder with your messages, could not be read or written just now. Nothing was changed.</source>
        <translation>تعذّرت الآن القراءة من القرص أو من المجلد الذي فيه رسائلك، أو الكتابة إليهما. لم يتغيّر شيء.</translation>
    </message>
    <message>
        <source>Please see that the disk is connected and that the folder belongs to you, then try again.</source>
        <translation>تأكد من أن القرص موصول ومن أن المجلد يخصّك ثم حاول مرة أخرى.</translation>
    </message>
    <message>
        <source>Set aside and sign in again</source>
        <translation>وضعها جانبًا وتسجيل الدخول من جديد</translation>
    </message>
    <message>
        <source>You can also start afresh. The locked messages then stay beside the new ones, unreadable without their key.</source>
        <translation>يمكنك أيضًا البدء من جديد. تبقى الرسائل المقفلة بجانب الجديدة، غير مقروءة دون مفتاحها.</translation>
    </message>
    <message>
        <source>Messages which had not left may not come back.</source>
        <translation>الرسائل التي لم تغادر قد لا تعود.</translation>
    </message>
    <message>
        <source>I understand, and want to start afresh</source>
        <translation>أفهم ذلك وأريد البدء من جديد</translation>
    </message>
    <message>
        <source>If you have forgotten your passphrase</source>
        <translation>إذا نسيت عبارة المرور</translation>
    </message>
    <message>
        <source>Without it, nobody can open the messages that are saved on this computer, neither the school nor we. If it may come back to you, just wait: they stay as they are.</source>
        <translation>من دونها لا يستطيع أحد فتح الرسائل المحفوظة على هذا الحاسوب، لا المدرسة ولا نحن. إن كنت قد تتذكرها فانتظر: الرسائل تبقى كما هي.</translation>
    </message>
    <message>
        <source>You can also start afresh and sign in with your user name and password. Your conversations then come back, and you read and write in them from that moment on. What was said before cannot be read on this computer any more; your other computers still show it.</source>
        <translation>يمكنك أيضًا أن تبدأ من جديد وتسجّل الدخول باسم المستخدم وكلمة السر. عندها تعود محادثاتك، وتقرأ وتكتب فيها من تلك اللحظة. ما قيل قبل ذلك لا يمكن قراءته بعد الآن على هذا الحاسوب، لكنه يبقى ظاهرًا على حواسيبك الأخرى.</translation>
    </message>
    <message>
        <source>The locked messages are not deleted, but set aside under another name. Messages that had not left this computer are not sent.</source>
        <translation>الرسائل المقفلة لا تُحذف، بل توضع جانبًا باسم آخر. والرسائل التي لم تغادر هذا الحاسوب لا تُرسل.</translation>
    </message>
    <message>
        <source>Back to the passphrase</source>
        <translation>العودة إلى عبارة المرور</translation>
    </message>
    <message>
        <source>Open with the recovery sheet</source>
        <translation>الفتح بورقة الاسترداد</translation>
    </message>
    <message>
        <source>I do not have the sheet</source>
        <translation>الورقة ليست عندي</translation>
    </message>
    <message>
        <source>Your recovery sheet opens them all the same, and nothing is lost.</source>
        <translation>ورقة الاسترداد تفتحها مع ذلك، ولا يضيع شيء.</translation>
    </message>
    <message>
        <source>Your recovery sheet opens the messages that are saved on this computer, and nothing is lost. If the passphrase may come back to you, you can also just wait: they stay as they are.</source>
        <translation>ورقة الاسترداد تفتح الرسائل المحفوظة على هذا الحاسوب، ولا يضيع شيء. وإن كان يمكن أن تتذكر عبارة المرور، فيمكنك أيضًا أن تنتظر: تبقى الرسائل كما هي.</translation>
    </message>
</context>
<context>
    <name>pc::account::TrySheetDialog</name>
    <message>
        <source>Try out your recovery sheet</source>
        <translation>تجربة ورقة الاسترداد</translation>
    </message>
    <message>
        <source>Make a new one…</source>
        <translation>إنشاء ورقة جديدة…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Please type your six words, without looking. Nothing is changed by it.</source>
        <translation>اكتب كلماتك الست دون أن تنظر. لا يتغيّر بذلك شيء.</translation>
    </message>
    <message>
        <source>Please fetch your recovery sheet and type its words. Nothing is changed by it.</source>
        <translation>أحضر ورقة الاسترداد واكتب كلماتها. لا يتغيّر بذلك شيء.</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>جرّبها</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>جارٍ النظر…</translation>
    </message>
    <message>
        <source>Yes, these are your six words.</source>
        <translation>نعم، هذه كلماتك الست.</translation>
    </message>
    <message>
        <source>Yes, this is your recovery sheet. Please put it back where it was.</source>
        <translation>نعم، هذه ورقة الاسترداد الخاصة بك. أعدها إلى مكانها من فضلك.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>تم</translation>
    </message>
</context>
<context>
    <name>pc::compose::Composer</name>
    <message>
        <source>Emoji</source>
        <translation>رموز تعبيرية</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>إرسال</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>رسالة</translation>
    </message>
    <message>
        <source>Write a message</source>
        <translation>اكتب رسالة</translation>
    </message>
    <message>
        <source>Write to %1</source>
        <translation>اكتب إلى %1</translation>
    </message>
    <message>
        <source>You are no longer in this conversation. What was written stays readable.</source>
        <translation>لم تعد في هذه المحادثة. يبقى ما كُتب مقروءًا.</translation>
    </message>
    <message numerus="yes">
        <source>%n characters too many for one message. Nothing is lost; please shorten or split it.</source>
        <translation>
            <numerusform>النص مناسب لرسالة واحدة.</numerusform>
            <numerusform>حرف واحد زائد عن رسالة واحدة. لم يضِع شيء؛ اختصرها أو قسّمها.</numerusform>
            <numerusform>حرفان زائدان عن رسالة واحدة. لم يضِع شيء؛ اختصرها أو قسّمها.</numerusform>
            <numerusform>%Ln أحرف زائدة عن رسالة واحدة. لم يضِع شيء؛ اختصرها أو قسّمها.</numerusform>
            <numerusform>%Ln حرفًا زائدًا عن رسالة واحدة. لم يضِع شيء؛ اختصرها أو قسّمها.</numerusform>
            <numerusform>%Ln حرف زائد عن رسالة واحدة. لم يضِع شيء؛ اختصرها أو قسّمها.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n characters left</source>
        <translation>
            <numerusform>لم يبقَ أي حرف</numerusform>
            <numerusform>بقي حرف واحد</numerusform>
            <numerusform>بقي حرفان</numerusform>
            <numerusform>بقيت %Ln أحرف</numerusform>
            <numerusform>بقي %Ln حرفًا</numerusform>
            <numerusform>بقي %Ln حرف</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pc::compose::EmojiPicker</name>
    <message>
        <source>Emoji</source>
        <translation>رموز تعبيرية</translation>
    </message>
    <message>
        <source>Search in English</source>
        <translation>ابحث بالإنجليزية</translation>
    </message>
    <message>
        <source>Search for an emoji</source>
        <translation>ابحث عن رمز تعبيري</translation>
    </message>
    <message>
        <source>No skin tone</source>
        <translation>بلا لون بشرة</translation>
    </message>
    <message>
        <source>Light skin tone</source>
        <translation>بشرة فاتحة</translation>
    </message>
    <message>
        <source>Medium-light skin tone</source>
        <translation>بشرة متوسطة إلى فاتحة</translation>
    </message>
    <message>
        <source>Medium skin tone</source>
        <translation>بشرة متوسطة</translation>
    </message>
    <message>
        <source>Medium-dark skin tone</source>
        <translation>بشرة متوسطة إلى داكنة</translation>
    </message>
    <message>
        <source>Dark skin tone</source>
        <translation>بشرة داكنة</translation>
    </message>
</context>
<context>
    <name>pc::sidebar::ConversationDelegate</name>
    <message>
        <source>Draft:</source>
        <comment>before the text of a message that was not sent yet</comment>
        <translation>مسودة:</translation>
    </message>
</context>
<context>
    <name>pc::sidebar::ConversationMenu</name>
    <message>
        <source>Mute</source>
        <translation>كتم</translation>
    </message>
    <message>
        <source>For one hour</source>
        <translation>لمدة ساعة</translation>
    </message>
    <message>
        <source>For eight hours</source>
        <translation>لمدة ثماني ساعات</translation>
    </message>
    <message>
        <source>For a week</source>
        <translation>لمدة أسبوع</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>دائمًا</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>تعليم كمقروءة</translation>
    </message>
    <message>
        <source>Pin to the top</source>
        <translation>تثبيت في الأعلى</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>إلغاء التثبيت</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>إلغاء الكتم</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>أرشفة</translation>
    </message>
    <message>
        <source>Take out of the archive</source>
        <translation>إخراج من الأرشيف</translation>
    </message>
</context>
<context>
    <name>pc::sidebar::FilterBar</name>
    <message>
        <source>All</source>
        <comment>filter: all conversations</comment>
        <translation>الكل</translation>
    </message>
    <message>
        <source>Unread %1</source>
        <comment>filter; %1 is a number</comment>
        <translation>غير مقروءة %1</translation>
    </message>
    <message>
        <source>Unread</source>
        <comment>filter: conversations with unread messages</comment>
        <translation>غير مقروءة</translation>
    </message>
    <message>
        <source>Classes</source>
        <comment>filter: classes and groups</comment>
        <translation>الصفوف</translation>
    </message>
    <message>
        <source>People</source>
        <comment>filter: conversations with one person</comment>
        <translation>الأشخاص</translation>
    </message>
    <message>
        <source>Archived</source>
        <comment>filter: archived conversations</comment>
        <translation>المؤرشفة</translation>
    </message>
</context>
<context>
    <name>pc::sidebar::NewConversation</name>
    <message>
        <source>New conversation</source>
        <translation>محادثة جديدة</translation>
    </message>
    <message>
        <source>Name of the group</source>
        <translation>اسم المجموعة</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>ابدأ</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Your school lets staff make groups. Please choose one person.</source>
        <translation>في مدرستك ينشئ العاملون المجموعات. اختر شخصًا واحدًا.</translation>
    </message>
</context>
<context>
    <name>pc::sidebar::PeoplePicker</name>
    <message>
        <source>Name or role</source>
        <translation>الاسم أو الدور</translation>
    </message>
    <message>
        <source>Search people of the school</source>
        <translation>البحث عن أشخاص في المدرسة</translation>
    </message>
    <message>
        <source>People of the school</source>
        <translation>أشخاص المدرسة</translation>
    </message>
    <message>
        <source>Chosen: %1</source>
        <translation>المختارون: %1</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>جارٍ البحث…</translation>
    </message>
    <message>
        <source>Nobody of that name is known at this school.</source>
        <translation>لا أحد بهذا الاسم في هذه المدرسة.</translation>
    </message>
</context>
<context>
    <name>pc::sidebar::Sidebar</name>
    <message>
        <source>Search or jump to…</source>
        <translation>ابحث أو انتقل إلى…</translation>
    </message>
    <message>
        <source>Search conversations and people</source>
        <translation>البحث في المحادثات والأشخاص</translation>
    </message>
    <message>
        <source>Ctrl K</source>
        <comment>the key that leads to this field, as short as possible</comment>
        <translation>Ctrl K</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>محادثة جديدة</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>المحادثات</translation>
    </message>
    <message>
        <source>Other people at your school</source>
        <translation>أشخاص آخرون في مدرستك</translation>
    </message>
    <message>
        <source>Opening your conversations…</source>
        <translation>جارٍ فتح محادثاتك…</translation>
    </message>
    <message>
        <source>No conversation of that name yet.</source>
        <translation>لا محادثة بهذا الاسم بعد.</translation>
    </message>
    <message>
        <source>Nothing and nobody of that name.</source>
        <translation>لا شيء ولا أحد بهذا الاسم.</translation>
    </message>
    <message>
        <source>No conversations yet. Write to somebody at your school.</source>
        <translation>لا محادثات بعد. اكتب إلى شخص في مدرستك.</translation>
    </message>
    <message>
        <source>Everything is read.</source>
        <translation>كل شيء مقروء.</translation>
    </message>
    <message>
        <source>No class yet. The school adds you to it.</source>
        <translation>لا صفوف بعد. المدرسة هي التي تضيفك.</translation>
    </message>
    <message>
        <source>No conversation with one person yet.</source>
        <translation>لا محادثة مع شخص واحد بعد.</translation>
    </message>
    <message>
        <source>Nothing is archived.</source>
        <translation>لا شيء في الأرشيف.</translation>
    </message>
</context>
<context>
    <name>pc::ui::ConversationListModel</name>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>لا رسائل غير مقروءة</numerusform>
            <numerusform>رسالة غير مقروءة</numerusform>
            <numerusform>رسالتان غير مقروءتين</numerusform>
            <numerusform>%Ln رسائل غير مقروءة</numerusform>
            <numerusform>%Ln رسالة غير مقروءة</numerusform>
            <numerusform>%Ln رسالة غير مقروءة</numerusform>
        </translation>
    </message>
    <message>
        <source>Draft: %1</source>
        <translation>مسودة: %1</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>مكتومة</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>مثبتة</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a row that a screen reader says</comment>
        <translation>، </translation>
    </message>
</context>
<context>
    <name>pc::ui::JumpButton</name>
    <message numerus="yes">
        <source>To the latest message, %n new</source>
        <translation>
            <numerusform>إلى أحدث رسالة</numerusform>
            <numerusform>إلى أحدث رسالة، واحدة جديدة</numerusform>
            <numerusform>إلى أحدث رسالة، اثنتان جديدتان</numerusform>
            <numerusform>إلى أحدث رسالة، %Ln جديدة</numerusform>
            <numerusform>إلى أحدث رسالة، %Ln جديدة</numerusform>
            <numerusform>إلى أحدث رسالة، %Ln جديدة</numerusform>
        </translation>
    </message>
    <message>
        <source>To the latest message</source>
        <translation>إلى أحدث رسالة</translation>
    </message>
</context>
<context>
    <name>pc::ui::PeopleModel</name>
    <message>
        <source>%1, %2</source>
        <comment>name, role</comment>
        <translation>%1، %2</translation>
    </message>
</context>
<context>
    <name>pc::ui::ReadersModel</name>
    <message>
        <source>Who can read this</source>
        <translation>من يستطيع قراءة هذا</translation>
    </message>
    <message>
        <source>%1 (you)</source>
        <comment>one&apos;s own name</comment>
        <translation>%1 (أنت)</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>name, what can be said of it</comment>
        <translation>%1، %2</translation>
    </message>
</context>
<context>
    <name>pc::ui::ReadersText</name>
    <message numerus="yes">
        <source>%n computers</source>
        <translation>
            <numerusform>لا حواسيب</numerusform>
            <numerusform>حاسوب واحد</numerusform>
            <numerusform>حاسوبان</numerusform>
            <numerusform>%Ln حواسيب</numerusform>
            <numerusform>%Ln حاسوبًا</numerusform>
            <numerusform>%Ln حاسوب</numerusform>
        </translation>
    </message>
    <message>
        <source>Can read once they sign in</source>
        <translation>سيقرأ عند تسجيل الدخول</translation>
    </message>
    <message>
        <source>Left; access is being closed</source>
        <translation>غادر؛ ويجري إغلاق وصوله</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>هذا الحاسوب</translation>
    </message>
    <message>
        <source>Computer %1</source>
        <comment>a number</comment>
        <translation>الحاسوب %1</translation>
    </message>
    <message>
        <source>Not the one you knew · since %1</source>
        <comment>a date</comment>
        <translation>ليس الذي عرفته · منذ %1</translation>
    </message>
    <message>
        <source>Since %1</source>
        <comment>a date</comment>
        <translation>منذ %1</translation>
    </message>
    <message>
        <source>%1 · confirmed by the school</source>
        <comment>%1 is like &apos;2 computers&apos;</comment>
        <translation>%1 · أكّدته المدرسة</translation>
    </message>
    <message>
        <source>%1, one has changed</source>
        <comment>%1 is like &apos;2 computers&apos;</comment>
        <translation>%1، تغيّر أحدها</translation>
    </message>
</context>
<context>
    <name>pc::ui::TimelineView</name>
    <message>
        <source>Messages</source>
        <translation>الرسائل</translation>
    </message>
    <message>
        <source>Opening the conversation…</source>
        <translation>جارٍ فتح المحادثة…</translation>
    </message>
    <message>
        <source>You are no longer in this conversation.</source>
        <translation>لم تعد في هذه المحادثة.</translation>
    </message>
    <message>
        <source>Nothing here yet. Write the first message.</source>
        <translation>لا شيء هنا بعد. اكتب أول رسالة.</translation>
    </message>
    <message>
        <source>Open %1</source>
        <comment>a web address</comment>
        <translation>فتح %1</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>نسخ العنوان</translation>
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
        <translation>إضافة أشخاص</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>إضافة</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
</context>
<context>
    <name>pc::window::ConfirmDialog</name>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
</context>
<context>
    <name>pc::window::ConversationPane</name>
    <message>
        <source>Choose a conversation, or start a new one.</source>
        <translation>اختر محادثة أو ابدأ محادثة جديدة.</translation>
    </message>
    <message>
        <source>Have a look</source>
        <translation>ألقِ نظرة</translation>
    </message>
    <message>
        <source>I have seen it</source>
        <translation>اطّلعت على ذلك</translation>
    </message>
</context>
<context>
    <name>pc::window::CopyDialog</name>
    <message>
        <source>A copy of your messages</source>
        <translation>نسخة من رسائلك</translation>
    </message>
    <message>
        <source>All messages that this computer can read go into a new folder, as a page to read and as data for other programs. They are not protected there: whoever can open the folder can read them.</source>
        <translation>تُحفَظ كل الرسائل التي يستطيع هذا الحاسوب قراءتها في مجلد جديد، كصفحة للقراءة وكبيانات لبرامج أخرى. وهي غير محمية هناك: كل من يستطيع فتح المجلد يستطيع قراءتها.</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>اختيار مجلد</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Where the copy goes</source>
        <translation>مكان حفظ النسخة</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>جارٍ الحفظ…</translation>
    </message>
    <message>
        <source>A copy of today is there already, in “%1”. Nothing was changed: choose another folder.</source>
        <translation>توجد نسخة من اليوم بالفعل في «%1». لم يتغيّر شيء: اختر مجلدًا آخر.</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) are in “%1”.</source>
        <translation>
            <numerusform>لا رسائل في «%1».</numerusform>
            <numerusform>رسالة واحدة في «%1».</numerusform>
            <numerusform>رسالتان في «%1».</numerusform>
            <numerusform>%n رسائل في «%1».</numerusform>
            <numerusform>%n رسالة في «%1».</numerusform>
            <numerusform>%n رسالة في «%1».</numerusform>
        </translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>فتح المجلد</translation>
    </message>
</context>
<context>
    <name>pc::window::Details</name>
    <message>
        <source>Details</source>
        <translation>التفاصيل</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>الأعضاء</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>تغيير الاسم</translation>
    </message>
    <message>
        <source>Add people</source>
        <translation>إضافة أشخاص</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>مغادرة</translation>
    </message>
    <message>
        <source>Leave this conversation?</source>
        <translation>هل تغادر هذه المحادثة؟</translation>
    </message>
    <message>
        <source>You will get no more messages from it. What was written stays readable on this computer.</source>
        <translation>لن تصلك رسائل أخرى منها. يبقى ما كُتب مقروءًا في هذا الحاسوب.</translation>
    </message>
    <message>
        <source>Remove from this conversation</source>
        <translation>إزالة من هذه المحادثة</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>هل تزيل %1؟</translation>
    </message>
    <message>
        <source>They get no more messages from this conversation. What they have received stays with them.</source>
        <translation>لن تصله رسائل أخرى من هذه المحادثة. ويبقى لديه ما وصله.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>إزالة</translation>
    </message>
    <message>
        <source>Who can read this</source>
        <translation>من يستطيع قراءة هذا</translation>
    </message>
</context>
<context>
    <name>pc::window::Header</name>
    <message>
        <source>confirmed by the school</source>
        <translation>أكدته المدرسة</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>العودة إلى القائمة</translation>
    </message>
    <message>
        <source>More</source>
        <translation>المزيد</translation>
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
        <translation>إنهاء</translation>
    </message>
    <message>
        <source>ParentConnect stays open</source>
        <translation>يبقى ParentConnect مفتوحًا</translation>
    </message>
    <message>
        <source>Messages keep arriving. To end it, choose Quit at this icon, or press Ctrl+Q in the window.</source>
        <translation>تستمر الرسائل في الوصول. لإنهائه اختر «إنهاء» من هذه الأيقونة أو اضغط Ctrl+Q في النافذة.</translation>
    </message>
    <message>
        <source>Sign out of this computer?</source>
        <translation>هل تسجّل الخروج من هذا الحاسوب؟</translation>
    </message>
    <message>
        <source>No more messages arrive here until you sign in again. Messages that have not left yet must leave first.</source>
        <translation>لن تصل رسائل إلى هنا حتى تسجّل الدخول من جديد. ويجب أن تغادر أولًا الرسائل التي لم تغادر بعد.</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>تسجيل الخروج</translation>
    </message>
    <message>
        <source>You are still signed in</source>
        <translation>ما زالت جلستك مفتوحة</translation>
    </message>
    <message>
        <source>(%1) ParentConnect</source>
        <comment>number of unread messages</comment>
        <translation>(%1) ParentConnect</translation>
    </message>
    <message>
        <source>ParentConnect is not locked</source>
        <translation>ParentConnect غير مقفل</translation>
    </message>
    <message>
        <source>There is no passphrase yet. You can choose one in the preferences.</source>
        <translation>لا توجد عبارة مرور بعد. يمكنك اختيار واحدة في التفضيلات.</translation>
    </message>
    <message>
        <source>Your saved messages were an older copy</source>
        <translation>رسائلك المحفوظة كانت نسخة أقدم</translation>
    </message>
    <message>
        <source>Older messages were put back on this computer, as from a backup. You can go on reading and writing. What was said since comes back by itself, as far as it is kept for your other computers. Look for the rest on another computer of yours, or ask for it to be sent again.</source>
        <translation>أُعيدت إلى هذا الحاسوب رسائل أقدم، كما من نسخة احتياطية. يمكنك متابعة القراءة والكتابة. ما قيل بعد تلك النسخة يعود من تلقاء نفسه، بقدر ما هو محفوظ لحواسيبك الأخرى. ابحث عن الباقي على حاسوب آخر لك، أو اطلب إرساله من جديد.</translation>
    </message>
</context>
<context>
    <name>pc::window::MembersModel</name>
    <message>
        <source>%1 (you)</source>
        <comment>one&apos;s own name</comment>
        <translation>%1 (أنت)</translation>
    </message>
    <message>
        <source>looks after this group</source>
        <comment>beside the name of a group&apos;s owner</comment>
        <translation>يشرف على هذه المجموعة</translation>
    </message>
</context>
<context>
    <name>pc::window::MessageDetails</name>
    <message>
        <source>Who has this message</source>
        <translation>من وصلته هذه الرسالة</translation>
    </message>
    <message>
        <source>Looking it up…</source>
        <translation>جارٍ البحث…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Read by %1, delivered to %2 of %3.</source>
        <comment>numbers of people</comment>
        <translation>قرأها %1، ووصلت إلى %2 من %3.</translation>
    </message>
    <message>
        <source>Somebody who left</source>
        <translation>شخص غادر</translation>
    </message>
    <message>
        <source>Delivered %1, read %2</source>
        <comment>times</comment>
        <translation>وصلت %1، وقُرئت %2</translation>
    </message>
    <message>
        <source>Read %1</source>
        <comment>a time</comment>
        <translation>قُرئت %1</translation>
    </message>
    <message>
        <source>Delivered %1</source>
        <comment>a time</comment>
        <translation>وصلت %1</translation>
    </message>
    <message>
        <source>Not yet delivered</source>
        <translation>لم تصل بعد</translation>
    </message>
    <message>
        <source>When this was written</source>
        <translation>متى كُتبت هذه الرسالة</translation>
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
            <numerusform>لا رسائل جديدة</numerusform>
            <numerusform>رسالة جديدة</numerusform>
            <numerusform>رسالتان جديدتان</numerusform>
            <numerusform>%Ln رسائل جديدة</numerusform>
            <numerusform>%Ln رسالة جديدة</numerusform>
            <numerusform>%Ln رسالة جديدة</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>sender: text</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>محادثة جديدة</translation>
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
        <translation>فتح</translation>
    </message>
</context>
<context>
    <name>pc::window::PersonCheck</name>
    <message>
        <source>Another administrator of your school has to confirm you first, as you do here.</source>
        <translation>يجب أن يؤكدك أولًا مسؤول آخر في مدرستك، كما تفعل أنت هنا.</translation>
    </message>
    <message>
        <source>This could not be kept</source>
        <translation>تعذّر حفظ ذلك</translation>
    </message>
    <message>
        <source>Confirm %1 for the whole school?</source>
        <translation>هل تؤكد هوية %1 للمدرسة كلها؟</translation>
    </message>
    <message>
        <source>Confirm for everybody</source>
        <translation>تأكيد للجميع</translation>
    </message>
    <message>
        <source>This cannot be checked just now</source>
        <translation>لا يمكن التحقق من ذلك الآن</translation>
    </message>
    <message>
        <source>Everybody then sees “confirmed by the school”, and nobody has to compare numbers. It says that this is %1. Do it only for somebody whom you saw, or know by voice.</source>
        <translation>عندها يرى الجميع «أكّدته المدرسة» ولا يحتاج أحد إلى مقارنة الأرقام. وهو يقول إن هذا هو %1. لا تفعل ذلك إلا لمن رأيته أو تعرف صوته.</translation>
    </message>
    <message>
        <source>May %1 confirm people for the school, too?</source>
        <translation>هل يجوز لـ%1 أيضًا أن يؤكّد الأشخاص باسم المدرسة؟</translation>
    </message>
    <message>
        <source>Everybody then believes whom %1 confirms. Say yes only to somebody who works in your school&apos;s office.</source>
        <translation>عندها يصدّق الجميع كل من يؤكّده %1. لا توافق إلا لمن يعمل في مكتب مدرستك.</translation>
    </message>
    <message>
        <source>Yes, they may</source>
        <translation>نعم، يجوز</translation>
    </message>
    <message>
        <source>%1, “%2”</source>
        <comment>a parent, “Mother of Mateo”</comment>
        <translation>%1، «%2»</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a name, who that is</comment>
        <translation>%1، %2</translation>
    </message>
    <message>
        <source>a parent</source>
        <translation>أحد أولياء الأمور</translation>
    </message>
    <message>
        <source>somebody who works at the school</source>
        <translation>شخص يعمل في المدرسة</translation>
    </message>
    <message>
        <source>an administrator of the school</source>
        <translation>أحد إداريي المدرسة</translation>
    </message>
    <message>
        <source>Somebody joined as %1 without your letter</source>
        <translation>انضم شخص باسم %1 من دون رسالتك</translation>
    </message>
    <message>
        <source>They are not confirmed by the school. Please ask %1 whether it was them: if it was, confirm them when you see them. If not, tell who looks after your school&apos;s server.</source>
        <translation>لم تؤكده المدرسة. يُرجى سؤال %1 إن كان هو: فإن كان هو فأكّده عندما تراه، وإلا فأخبر من يعتني بخادم مدرستك.</translation>
    </message>
</context>
<context>
    <name>pc::window::ReadersView</name>
    <message>
        <source>Cannot be told just now</source>
        <translation>لا يُعرف ذلك الآن</translation>
    </message>
    <message>
        <source>Setting up…</source>
        <translation>يجري الإعداد…</translation>
    </message>
    <message>
        <source>Messages are waiting</source>
        <translation>الرسائل بالانتظار</translation>
    </message>
    <message>
        <source>Please have a look</source>
        <translation>يُرجى إلقاء نظرة</translation>
    </message>
    <message>
        <source>Back to the details</source>
        <translation>العودة إلى التفاصيل</translation>
    </message>
    <message>
        <source>Who can read this</source>
        <translation>من يستطيع قراءة هذا</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>People and their computers</source>
        <translation>الأشخاص وحواسيبهم</translation>
    </message>
    <message>
        <source>Compare numbers</source>
        <translation>مقارنة الأرقام</translation>
    </message>
    <message>
        <source>Read them to each other, on the phone or at the school gate. If they are the same on both computers, nobody else can read this.</source>
        <translation>ليقرأها كل منكما للآخر، بالهاتف أو عند باب المدرسة. إن تطابقت على الحاسوبين فلا أحد غيركما يستطيع قراءة هذا.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>This cannot be told just now. Nothing that you wrote is lost.</source>
        <translation>لا يُعرف ذلك الآن. لم يُفقد شيء مما كتبته.</translation>
    </message>
    <message>
        <source>Looking it up…</source>
        <translation>جارٍ البحث…</translation>
    </message>
    <message>
        <source>Trying again…</source>
        <translation>تُعاد المحاولة…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>نُسخت</translation>
    </message>
    <message>
        <source>They are mine: go on</source>
        <translation>إنها لي: متابعة</translation>
    </message>
    <message>
        <source>I am sure: send</source>
        <translation>أنا متأكد: إرسال</translation>
    </message>
    <message>
        <source>Check that it is really %1…</source>
        <translation>تحقّق من هوية %1…</translation>
    </message>
    <message>
        <source>“Confirmed by the school” is the word of the office with the number %1. Whoever works in your school&apos;s office sees the same number here; another one would not be theirs.</source>
        <translation>«أكّدته المدرسة» هي كلمة المكتب ذي الرقم %1. من يعمل في مكتب مدرستك يرى هنا الرقم نفسه؛ وأي رقم آخر ليس رقمهم.</translation>
    </message>
</context>
<context>
    <name>pc::window::ReadersWords</name>
    <message>
        <source>One of your own computers is not the one it was. If you did not set it up anew, please tell the school.</source>
        <translation>أحد حواسيبك لم يعد كما كان. إن لم تُعِد إعداده فأخبر المدرسة.</translation>
    </message>
    <message>
        <source>This conversation is being set up. What you write is kept, and leaves as soon as only these people can read it.</source>
        <translation>يجري إعداد هذه المحادثة. ما تكتبه محفوظ، ويُرسل حالما لا يستطيع قراءته إلا هؤلاء.</translation>
    </message>
    <message>
        <source>Only these people can read what is written here. The school&apos;s server passes it on without being able to read it.</source>
        <translation>لا يقرأ ما يُكتب هنا إلا هؤلاء. خادم المدرسة ينقله دون أن يستطيع قراءته.</translation>
    </message>
    <message>
        <source>This conversation could not be set up, though it was tried several times. What you write is kept on this computer, and leaves once it works.</source>
        <translation>تعذر إعداد هذه المحادثة رغم عدة محاولات. ما تكتبه محفوظ في هذا الحاسوب، ويُرسل عندما ينجح ذلك.</translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>لا أحد</numerusform>
            <numerusform>شخص واحد</numerusform>
            <numerusform>شخصان</numerusform>
            <numerusform>%Ln أشخاص</numerusform>
            <numerusform>%Ln شخصًا</numerusform>
            <numerusform>%Ln شخص</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n computers</source>
        <translation>
            <numerusform>لا حواسيب</numerusform>
            <numerusform>حاسوب واحد</numerusform>
            <numerusform>حاسوبان</numerusform>
            <numerusform>%Ln حواسيب</numerusform>
            <numerusform>%Ln حاسوبًا</numerusform>
            <numerusform>%Ln حاسوب</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Access of %n people who left is being closed. What you write leaves right after that.</source>
        <translation>
            <numerusform>لا يُغلق وصول أحد. ما تكتبه يُرسل.</numerusform>
            <numerusform>يجري إغلاق وصول شخص غادر. ما تكتبه يُرسل بعد ذلك مباشرة.</numerusform>
            <numerusform>يجري إغلاق وصول شخصين غادرا. ما تكتبه يُرسل بعد ذلك مباشرة.</numerusform>
            <numerusform>يجري إغلاق وصول %Ln أشخاص غادروا. ما تكتبه يُرسل بعد ذلك مباشرة.</numerusform>
            <numerusform>يجري إغلاق وصول %Ln شخصًا غادروا. ما تكتبه يُرسل بعد ذلك مباشرة.</numerusform>
            <numerusform>يجري إغلاق وصول %Ln شخص غادروا. ما تكتبه يُرسل بعد ذلك مباشرة.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people have no computer here yet. They can read what is written after they have signed in, and nothing from before: please write that again then.</source>
        <translation>
            <numerusform>لا يوجد %Ln أشخاص بلا حاسوب هنا. يقرؤون ما يُكتب بعد تسجيل دخولهم ولا شيء مما قبله: اكتبه لهم حينها من جديد.</numerusform>
            <numerusform>شخص واحد ليس لديه حاسوب هنا بعد. يقرأ ما يُكتب بعد تسجيل دخوله ولا شيء مما قبله: اكتبه له حينها من جديد.</numerusform>
            <numerusform>شخصان ليس لديهما حاسوب هنا بعد. يقرآن ما يُكتب بعد تسجيل دخولهما ولا شيء مما قبله: اكتبه لهما حينها من جديد.</numerusform>
            <numerusform>%Ln أشخاص ليس لديهم حاسوب هنا بعد. يقرؤون ما يُكتب بعد تسجيل دخولهم ولا شيء مما قبله: اكتبه لهم حينها من جديد.</numerusform>
            <numerusform>%Ln شخصًا ليس لديهم حاسوب هنا بعد. يقرؤون ما يُكتب بعد تسجيل دخولهم ولا شيء مما قبله: اكتبه لهم حينها من جديد.</numerusform>
            <numerusform>%Ln شخص ليس لديهم حاسوب هنا بعد. يقرؤون ما يُكتب بعد تسجيل دخولهم ولا شيء مما قبله: اكتبه لهم حينها من جديد.</numerusform>
        </translation>
    </message>
    <message>
        <source>A computer reads here in your name that is not among your computers. If it is not yours, please tell the school.</source>
        <translation>يقرأ هنا باسمك حاسوب ليس من بين حواسيبك. إن لم يكن لك فأخبر المدرسة من فضلك.</translation>
    </message>
    <message>
        <source>A computer reads here in the name of %1 that is not among their computers. What you write waits until it is gone. If that takes long, please tell the school.</source>
        <translation>يقرأ هنا باسم %1 حاسوب ليس من بين حواسيبه. ما تكتبه ينتظر حتى يزول. إن طال ذلك فأخبر المدرسة من فضلك.</translation>
    </message>
    <message>
        <source>The school&apos;s server tells two different stories about the computers of %1. What you write waits. Please ask them whether they have added or removed a computer.</source>
        <translation>يقول خادم المدرسة شيئين مختلفين عن حواسيب %1. ما تكتبه ينتظر. اسأله من فضلك هل أضاف حاسوبًا أو أزاله.</translation>
    </message>
    <message>
        <source>%1 has signed in without any of the computers you knew. That happens when somebody loses them all, and also when somebody else pretends to be them. What you write waits until you are sure: please call them, or ask the school.</source>
        <translation>سجّل %1 الدخول دون أي من الحواسيب التي تعرفها. يحدث ذلك عندما يفقدها المرء كلها، وكذلك عندما ينتحل أحد شخصيته. ما تكتبه ينتظر حتى تتأكد: اتصل به من فضلك، أو اسأل المدرسة.</translation>
    </message>
    <message>
        <source>Somebody who reads here is not surely who they seem to be. What you write is kept on this computer, and leaves once you have had a look.</source>
        <translation>ليس مؤكدًا أن كل من يقرأ هنا هو من يبدو عليه. ما تكتبه محفوظ على هذا الحاسوب، ويُرسل بعد أن تلقي نظرة.</translation>
    </message>
    <message>
        <source>The computers of %1 are not the ones you knew. What you write waits until you have had a look.</source>
        <translation>حواسيب %1 ليست التي كنت تعرفها. ما تكتبه ينتظر حتى تلقي نظرة.</translation>
    </message>
    <message>
        <source>Your own computers are not the ones you knew. What you write waits until you have had a look.</source>
        <translation>حواسيبك أنت ليست التي كنت تعرفها. ما تكتبه ينتظر حتى تلقي نظرة.</translation>
    </message>
    <message numerus="yes">
        <source>The computers of %n people are not the ones you knew. What you write waits until you have had a look.</source>
        <translation>
            <numerusform>حواسيب %n أشخاص ليست التي كنت تعرفها. ما تكتبه ينتظر حتى تلقي نظرة.</numerusform>
            <numerusform>حواسيب شخص واحد ليست التي كنت تعرفها. ما تكتبه ينتظر حتى تلقي نظرة.</numerusform>
            <numerusform>حواسيب شخصين ليست التي كنت تعرفها. ما تكتبه ينتظر حتى تلقي نظرة.</numerusform>
            <numerusform>حواسيب %n أشخاص ليست التي كنت تعرفها. ما تكتبه ينتظر حتى تلقي نظرة.</numerusform>
            <numerusform>حواسيب %n شخصًا ليست التي كنت تعرفها. ما تكتبه ينتظر حتى تلقي نظرة.</numerusform>
            <numerusform>حواسيب %n شخص ليست التي كنت تعرفها. ما تكتبه ينتظر حتى تلقي نظرة.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>31 people, 47 computers</comment>
        <translation>%1، %2</translation>
    </message>
    <message>
        <source>%1 is now called %2. The school has not confirmed that: if in doubt, ask them in another way.</source>
        <translation>%1 يُسمّى الآن %2. لم تؤكد المدرسة ذلك: عند الشك، اسأل الشخص بطريقة أخرى.</translation>
    </message>
    <message>
        <source>%1 is now shown as %2. The school has not confirmed that: if in doubt, ask them in another way.</source>
        <comment>name, role at the school</comment>
        <translation>يظهر %1 الآن بصفة %2. لم تؤكد المدرسة ذلك: عند الشك، اسأل الشخص بطريقة أخرى.</translation>
    </message>
    <message>
        <source>%1 is now called %2 and shown as %3. The school has not confirmed that: if in doubt, ask them in another way.</source>
        <comment>name, name, role at the school</comment>
        <translation>%1 يُسمّى الآن %2 ويظهر بصفة %3. لم تؤكد المدرسة ذلك: عند الشك، اسأل الشخص بطريقة أخرى.</translation>
    </message>
    <message numerus="yes">
        <source>%n people here are not called as they were. The school has not confirmed that: if in doubt, ask them in another way.</source>
        <translation>
            <numerusform>تغيّرت أسماء %n أشخاص هنا. لم تؤكد المدرسة ذلك: عند الشك، اسأل بطريقة أخرى.</numerusform>
            <numerusform>تغيّر اسم شخص واحد هنا. لم تؤكد المدرسة ذلك: عند الشك، اسأل بطريقة أخرى.</numerusform>
            <numerusform>تغيّر اسما شخصين هنا. لم تؤكد المدرسة ذلك: عند الشك، اسأل بطريقة أخرى.</numerusform>
            <numerusform>تغيّرت أسماء %n أشخاص هنا. لم تؤكد المدرسة ذلك: عند الشك، اسأل بطريقة أخرى.</numerusform>
            <numerusform>تغيّرت أسماء %n شخصًا هنا. لم تؤكد المدرسة ذلك: عند الشك، اسأل بطريقة أخرى.</numerusform>
            <numerusform>تغيّرت أسماء %n شخص هنا. لم تؤكد المدرسة ذلك: عند الشك، اسأل بطريقة أخرى.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pc::window::RenameDialog</name>
    <message>
        <source>Rename</source>
        <translation>تغيير الاسم</translation>
    </message>
    <message>
        <source>Name of the group</source>
        <translation>اسم المجموعة</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
</context>
<context>
    <name>pc::window::SessionView</name>
    <message>
        <source>The conversation could not be started</source>
        <translation>تعذر بدء المحادثة</translation>
    </message>
    <message>
        <source>Search or jump</source>
        <translation>بحث أو انتقال</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>محادثة جديدة</translation>
    </message>
    <message>
        <source>Next conversation</source>
        <translation>المحادثة التالية</translation>
    </message>
    <message>
        <source>Previous conversation</source>
        <translation>المحادثة السابقة</translation>
    </message>
    <message>
        <source>Next unread</source>
        <translation>التالية غير المقروءة</translation>
    </message>
    <message>
        <source>Previous unread</source>
        <translation>السابقة غير المقروءة</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>الجزء التالي من النافذة</translation>
    </message>
    <message>
        <source>Previous part of the window</source>
        <translation>الجزء السابق من النافذة</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>التفاصيل</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>التفضيلات</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>المفاتيح</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>القفل الآن</translation>
    </message>
    <message>
        <source>Save all messages</source>
        <translation>حفظ كل الرسائل</translation>
    </message>
</context>
<context>
    <name>pc::window::SheetReminder</name>
    <message>
        <source>Try it</source>
        <translation>جرّبها</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>لاحقًا</translation>
    </message>
    <message>
        <source>I lost it: make a new one</source>
        <translation>ضاعت: إنشاء ورقة جديدة</translation>
    </message>
    <message>
        <source>Do you still have your recovery sheet?</source>
        <translation>هل ما زالت ورقة الاسترداد عندك؟</translation>
    </message>
    <message>
        <source>Make it now…</source>
        <translation>أنشئها الآن…</translation>
    </message>
    <message>
        <source>If you lose this computer, a recovery sheet on paper brings your messages back.</source>
        <translation>إن فقدت هذا الحاسوب، تعيد إليك ورقة الاسترداد رسائلك.</translation>
    </message>
</context>
<context>
    <name>pc::window::ShortcutSheet</name>
    <message>
        <source>Keys</source>
        <translation>المفاتيح</translation>
    </message>
    <message>
        <source>Search or jump to a conversation</source>
        <translation>البحث عن محادثة أو الانتقال إليها</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>محادثة جديدة</translation>
    </message>
    <message>
        <source>Next conversation</source>
        <translation>المحادثة التالية</translation>
    </message>
    <message>
        <source>Previous conversation</source>
        <translation>المحادثة السابقة</translation>
    </message>
    <message>
        <source>Next unread conversation</source>
        <translation>المحادثة التالية غير المقروءة</translation>
    </message>
    <message>
        <source>Previous unread conversation</source>
        <translation>المحادثة السابقة غير المقروءة</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>إرسال</translation>
    </message>
    <message>
        <source>New line</source>
        <translation>سطر جديد</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>الجزء التالي من النافذة</translation>
    </message>
    <message>
        <source>One step back, then to the newest message</source>
        <translation>خطوة إلى الوراء، ثم إلى أحدث رسالة</translation>
    </message>
    <message>
        <source>Details of the conversation</source>
        <translation>تفاصيل المحادثة</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>التفضيلات</translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation>هذه الصفحة</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>إنهاء</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Lock ParentConnect</source>
        <translation>قفل ParentConnect</translation>
    </message>
</context>
<context>
    <name>pc::window::Strip</name>
    <message>
        <source>Check</source>
        <translation>فحص</translation>
    </message>
    <message>
        <source>Check the connection</source>
        <translation>فحص الاتصال</translation>
    </message>
</context>
<context>
    <name>pc::window::Tray</name>
    <message>
        <source>Open ParentConnect</source>
        <translation>فتح ParentConnect</translation>
    </message>
    <message>
        <source>No notifications</source>
        <translation>بلا إشعارات</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>إنهاء</translation>
    </message>
    <message numerus="yes">
        <source>ParentConnect: %n new messages</source>
        <translation>
            <numerusform>ParentConnect: لا رسائل جديدة</numerusform>
            <numerusform>ParentConnect: رسالة جديدة</numerusform>
            <numerusform>ParentConnect: رسالتان جديدتان</numerusform>
            <numerusform>ParentConnect: %Ln رسائل جديدة</numerusform>
            <numerusform>ParentConnect: %Ln رسالة جديدة</numerusform>
            <numerusform>ParentConnect: %Ln رسالة جديدة</numerusform>
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
        <translation>انتهت مدة شهادة الخادم. إذا كان تاريخ هذا الحاسوب صحيحًا، فيُرجى إبلاغ المدرسة.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not valid yet. Please see that this computer&apos;s date and time are right.</source>
        <translation>شهادة الخادم غير صالحة بعد. يُرجى التأكد من صحة تاريخ هذا الحاسوب ووقته.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate does not come from the school&apos;s own authority that was chosen here. Please ask the school for its certificate.</source>
        <translation>لا تصدر شهادة الخادم عن جهة المدرسة التي اختيرت هنا. يُرجى طلب الشهادة من المدرسة.</translation>
    </message>
    <message>
        <source>This computer does not know who issued the server&apos;s certificate: somebody may be listening. If the school has an authority of its own, please ask for its certificate and choose it under Connection.</source>
        <translation>لا يعرف هذا الحاسوب من أصدر شهادة الخادم: ربما يتنصت أحد. إذا كانت للمدرسة جهة خاصة بها، فيُرجى طلب شهادتها واختيارها ضمن «الاتصال».</translation>
    </message>
    <message>
        <source>The certificate is another server&apos;s. You may have to sign in to this network in a browser first; else please check the address.</source>
        <translation>الشهادة لخادم آخر. قد يلزم تسجيل الدخول إلى هذه الشبكة في المتصفح أولًا؛ وإلا فيُرجى التحقق من العنوان.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate cannot be believed. Please tell the school.</source>
        <translation>لا يمكن الوثوق بشهادة الخادم. يُرجى إبلاغ المدرسة.</translation>
    </message>
    <message>
        <source>There was no answer within ten seconds. Please try again, or try another network.</source>
        <translation>لم يأتِ رد خلال عشر ثوانٍ. يُرجى المحاولة مرة أخرى أو تجربة شبكة أخرى.</translation>
    </message>
    <message>
        <source>Nobody knows this address. Please check how it is written, and whether this computer is on the internet.</source>
        <translation>لا أحد يعرف هذا العنوان. يُرجى التحقق من كتابته ومن اتصال هذا الحاسوب بالإنترنت.</translation>
    </message>
    <message>
        <source>Nobody answers at this address. Please check it, or ask the school whether its server is running.</source>
        <translation>لا أحد يرد على هذا العنوان. يُرجى التحقق منه أو سؤال المدرسة هل يعمل خادمها.</translation>
    </message>
    <message>
        <source>The network does not lead there. Please check the network, or ask whoever looks after it.</source>
        <translation>لا تصل الشبكة إلى هناك. يُرجى التحقق من الشبكة أو سؤال المسؤول عنها.</translation>
    </message>
    <message>
        <source>The network&apos;s proxy does not answer. Please check it under Connection.</source>
        <translation>لا يرد الخادم الوسيط للشبكة. يُرجى التحقق منه ضمن «الاتصال».</translation>
    </message>
    <message>
        <source>The network&apos;s proxy does not lead there. Please ask whoever looks after the network to allow it.</source>
        <translation>لا يوصل الخادم الوسيط للشبكة إلى هناك. يُرجى أن تطلب من المسؤول عن الشبكة السماح بذلك.</translation>
    </message>
    <message>
        <source>The network&apos;s proxy asks for a name and a password. Please enter them, then check again.</source>
        <translation>يطلب الخادم الوسيط للشبكة اسمًا وكلمة مرور. يُرجى إدخالهما ثم إعادة الفحص.</translation>
    </message>
    <message>
        <source>Whoever answers there does not speak securely. Please check the address, or ask the school.</source>
        <translation>من يرد هناك لا يتحدث بأمان. يُرجى التحقق من العنوان أو سؤال المدرسة.</translation>
    </message>
    <message>
        <source>Something answers, but it is no school&apos;s server. You may have to sign in to this network in a browser first.</source>
        <translation>هناك من يرد، لكنه ليس خادم مدرسة. قد يلزم تسجيل الدخول إلى هذه الشبكة في المتصفح أولًا.</translation>
    </message>
    <message>
        <source>The school&apos;s server is busy or being repaired. Please try again later.</source>
        <translation>خادم المدرسة مشغول أو قيد الإصلاح. يُرجى المحاولة لاحقًا.</translation>
    </message>
    <message>
        <source>This network does not let it through. Messages come the other way, a little later.</source>
        <translation>لا تسمح هذه الشبكة بذلك. تصل الرسائل بالطريقة الأخرى، متأخرة قليلًا.</translation>
    </message>
    <message>
        <source>This network does not let it through.</source>
        <translation>لا تسمح هذه الشبكة بذلك.</translation>
    </message>
    <message>
        <source>This computer was signed out. Please sign in again.</source>
        <translation>سُجّل خروج هذا الحاسوب. يُرجى تسجيل الدخول مرة أخرى.</translation>
    </message>
    <message>
        <source>The school&apos;s server did not answer. Please try again later.</source>
        <translation>لم يرد خادم المدرسة. يُرجى المحاولة لاحقًا.</translation>
    </message>
    <message>
        <source>The network&apos;s proxy does that.</source>
        <translation>يتولى الخادم الوسيط للشبكة ذلك.</translation>
    </message>
    <message>
        <source>The address is a number already.</source>
        <translation>العنوان رقم بالفعل.</translation>
    </message>
    <message>
        <source>The address begins with http, so the way there is open.</source>
        <translation>يبدأ العنوان بـ http، فالطريق إليه مكشوف.</translation>
    </message>
    <message>
        <source>Nobody is signed in here yet.</source>
        <translation>لم يسجّل أحد الدخول هنا بعد.</translation>
    </message>
    <message>
        <source>Valid until %1.</source>
        <comment>a certificate</comment>
        <translation>صالحة حتى %1.</translation>
    </message>
    <message>
        <source>Issued by %1, valid until %2.</source>
        <comment>a certificate</comment>
        <translation>أصدرتها %1، صالحة حتى %2.</translation>
    </message>
    <message>
        <source>Through the proxy %1.</source>
        <translation>عبر الخادم الوسيط %1.</translation>
    </message>
    <message>
        <source>Finding the school&apos;s server</source>
        <translation>العثور على خادم المدرسة</translation>
    </message>
    <message>
        <source>Reaching it</source>
        <translation>الوصول إليه</translation>
    </message>
    <message>
        <source>Making sure that it is the school&apos;s</source>
        <translation>التأكد من أنه خادم المدرسة</translation>
    </message>
    <message>
        <source>Getting an answer</source>
        <translation>تلقي رد منه</translation>
    </message>
    <message>
        <source>Messages at once</source>
        <translation>الرسائل فورًا</translation>
    </message>
    <message>
        <source>Messages the other way</source>
        <translation>الرسائل بالطريقة الأخرى</translation>
    </message>
    <message>
        <source>Your sign-in</source>
        <translation>تسجيل دخولك</translation>
    </message>
    <message>
        <source>Waits</source>
        <comment>a step of a check</comment>
        <translation>في الانتظار</translation>
    </message>
    <message>
        <source>Is being tried</source>
        <comment>a step of a check</comment>
        <translation>قيد التجربة</translation>
    </message>
    <message>
        <source>Works</source>
        <comment>a step of a check</comment>
        <translation>تعمل</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>a step of a check</comment>
        <translation>أخفقت</translation>
    </message>
    <message>
        <source>Left out</source>
        <comment>a step of a check</comment>
        <translation>متروكة</translation>
    </message>
    <message>
        <source>This takes a moment.</source>
        <translation>يستغرق هذا لحظة.</translation>
    </message>
    <message>
        <source>Everything works.</source>
        <translation>كل شيء يعمل.</translation>
    </message>
    <message>
        <source>Messages come and go, a little later than in other networks.</source>
        <translation>تصل الرسائل وتُرسَل، متأخرة قليلًا عن شبكات أخرى.</translation>
    </message>
    <message>
        <source>It does not work from here on: %1</source>
        <comment>%1 is a step, like &apos;Reaching it&apos;</comment>
        <translation>يتوقف العمل بدءًا من هنا: %1</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <comment>milliseconds</comment>
        <translation>%1 مللي ثانية</translation>
    </message>
    <message>
        <source>ParentConnect: check of the connection</source>
        <translation>ParentConnect: فحص الاتصال</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a step, and how it went</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>This file holds a secret key, which must stay with the school. Please ask for the certificate alone. Nothing was changed.</source>
        <translation>يحتوي هذا الملف على مفتاح سري يجب أن يبقى لدى المدرسة. يُرجى طلب الشهادة وحدها. لم يتغير شيء.</translation>
    </message>
    <message>
        <source>This file is too large for a certificate. Nothing was changed.</source>
        <translation>هذا الملف أكبر من أن يكون شهادة. لم يتغير شيء.</translation>
    </message>
    <message>
        <source>This certificate has run out, or is not valid yet. Nothing was changed.</source>
        <translation>انتهت مدة هذه الشهادة أو لم تبدأ بعد. لم يتغير شيء.</translation>
    </message>
    <message>
        <source>There is no whole certificate in this file. Nothing was changed.</source>
        <translation>لا توجد شهادة كاملة في هذا الملف. لم يتغير شيء.</translation>
    </message>
    <message>
        <source>This file cannot be read. Nothing was changed.</source>
        <translation>لا يمكن قراءة هذا الملف. لم يتغير شيء.</translation>
    </message>
</context>
<context>
    <name>pc::words::Errors</name>
    <message>
        <source>The school&apos;s server could not accept this. Please check what you entered.</source>
        <translation>لم يتمكن خادم المدرسة من قبول هذا. راجع ما أدخلته.</translation>
    </message>
    <message>
        <source>The members have just changed. Please try again.</source>
        <translation>تغيّر الأعضاء للتو. حاول مرة أخرى.</translation>
    </message>
    <message>
        <source>This was tried very often. Please wait a minute, then try again.</source>
        <translation>تكررت المحاولة كثيرًا. انتظر دقيقة ثم حاول مرة أخرى.</translation>
    </message>
    <message>
        <source>This is no longer valid. Please ask the school for a new one.</source>
        <translation>لم يعد هذا صالحًا. اطلب بديلًا من المدرسة.</translation>
    </message>
    <message>
        <source>The school&apos;s server is busy. Nothing is lost; please try again later.</source>
        <translation>خادم المدرسة مشغول. لم يضِع شيء؛ حاول لاحقًا.</translation>
    </message>
    <message>
        <source>Something went wrong in the app or at the school&apos;s server. Nothing that you wrote is lost; please try again.</source>
        <translation>حدث خطأ في التطبيق أو في خادم المدرسة. لم يضِع شيء مما كتبت؛ حاول مرة أخرى.</translation>
    </message>
    <message>
        <source>This is already taken. Please choose another.</source>
        <translation>هذا مستخدم بالفعل. اختر غيره.</translation>
    </message>
    <message>
        <source>The school&apos;s server did not answer in time. Please try again.</source>
        <translation>لم يُجب خادم المدرسة في الوقت المناسب. حاول مرة أخرى.</translation>
    </message>
    <message>
        <source>There is no connection to the school&apos;s server. Please check the network and the address.</source>
        <translation>لا اتصال بخادم المدرسة. تحقق من الشبكة والعنوان.</translation>
    </message>
    <message>
        <source>The disk is full. What was saved is still there; please free some space.</source>
        <translation>القرص ممتلئ. ما حُفظ ما زال موجودًا؛ أفرغ بعض المساحة.</translation>
    </message>
    <message>
        <source>The saved messages were written by a newer version of this app. Please install that version.</source>
        <translation>كُتبت الرسائل المحفوظة بإصدار أحدث من هذا التطبيق. ثبّت ذلك الإصدار.</translation>
    </message>
    <message>
        <source>This app was not put together correctly and cannot keep messages locked on this computer. Please install it again.</source>
        <translation>لم يُجمَّع هذا التطبيق على نحو صحيح ولا يستطيع إبقاء الرسائل مقفلة على هذا الحاسوب. يُرجى تثبيته من جديد.</translation>
    </message>
    <message>
        <source>The server could not prove that it is the school&apos;s. Nothing was sent to it. Please see that this computer&apos;s date and time are right, else ask the school.</source>
        <translation>لم يستطع الخادم أن يثبت أنه خادم المدرسة. لم يُرسل إليه شيء. تأكد من صحة التاريخ والوقت على هذا الحاسوب، وإلا فاسأل المدرسة.</translation>
    </message>
    <message>
        <source>The school does not allow this for you. Please ask them if you need it.</source>
        <translation>المدرسة لا تسمح لك بهذا. اسألها من فضلك إن كنت تحتاج إليه.</translation>
    </message>
    <message>
        <source>This is larger than the school allows. Please send it in smaller parts.</source>
        <translation>هذا أكبر مما تسمح به المدرسة. أرسله من فضلك في أجزاء أصغر.</translation>
    </message>
    <message>
        <source>The school&apos;s server does not know this yet, or this app is too old. Please update this app; if that does not help, tell the school.</source>
        <translation>خادم المدرسة لا يعرف هذا بعد، أو أن هذا التطبيق قديم جدًا. حدّث التطبيق من فضلك؛ فإن لم ينفع ذلك فأخبر المدرسة.</translation>
    </message>
    <message>
        <source>This was stopped before it was done. Please begin again when you like.</source>
        <translation>توقف هذا قبل أن يكتمل. ابدأ من جديد متى شئت.</translation>
    </message>
    <message>
        <source>This computer&apos;s disk refused to save or to read. Nothing more is sent until it works again; please see that it is connected and in order.</source>
        <translation>رفض قرص هذا الحاسوب الحفظ أو القراءة. لن يُرسل شيء آخر حتى يعمل من جديد؛ تأكد من فضلك أنه موصول وسليم.</translation>
    </message>
    <message>
        <source>The saved messages on this computer are damaged. Nothing was deleted; please start ParentConnect again.</source>
        <translation>الرسائل المحفوظة في هذا الحاسوب تالفة. لم يُحذف شيء؛ أعد تشغيل ParentConnect من فضلك.</translation>
    </message>
    <message>
        <source>Another program is using the saved messages just now. Please close it, then try again.</source>
        <translation>برنامج آخر يستخدم الرسائل المحفوظة الآن. أغلقه من فضلك ثم حاول مرة أخرى.</translation>
    </message>
    <message>
        <source>The saved messages on this computer are not locked as they should be. They may have been exchanged, so they were not opened. Nothing was changed; please tell the school.</source>
        <translation>الرسائل المحفوظة على هذا الحاسوب ليست مقفلة كما ينبغي. ربما استُبدلت، لذلك لم تُفتح. لم يتغير شيء؛ أخبر المدرسة من فضلك.</translation>
    </message>
    <message>
        <source>The saved messages on this computer are locked. Please open them with your passphrase.</source>
        <translation>الرسائل المحفوظة على هذا الحاسوب مقفلة. افتحها من فضلك بعبارة المرور.</translation>
    </message>
    <message>
        <source>The key to the saved messages is missing on this computer. They are still there; please start ParentConnect again.</source>
        <translation>مفتاح الرسائل المحفوظة مفقود في هذا الحاسوب. ما زالت الرسائل موجودة؛ أعد تشغيل ParentConnect من فضلك.</translation>
    </message>
    <message>
        <source>This does not open the saved messages. Nothing was changed; please try again.</source>
        <translation>هذا لا يفتح الرسائل المحفوظة. لم يتغير شيء؛ حاول مرة أخرى من فضلك.</translation>
    </message>
    <message>
        <source>This computer&apos;s password store does not answer. Please unlock it, then try again.</source>
        <translation>مخزن كلمات المرور في هذا الحاسوب لا يستجيب. افتحه من فضلك ثم حاول مرة أخرى.</translation>
    </message>
    <message>
        <source>This is not there any more. Nothing was changed.</source>
        <translation>لم يعد هذا موجودًا. لم يتغير شيء.</translation>
    </message>
    <message>
        <source>The network here asks for a name and a password of its own before it lets this app through. Please enter them under “Connection”.</source>
        <translation>تطلب الشبكة هنا اسمًا وكلمة مرور خاصين بها قبل أن تسمح بمرور هذا التطبيق. أدخلهما من فضلك في «الاتصال».</translation>
    </message>
    <message>
        <source>The name or the password is not right, or this computer was signed out. Please check both, then sign in again.</source>
        <translation>الاسم أو كلمة المرور غير صحيح، أو انتهت جلسة هذا الحاسوب. راجعهما من فضلك ثم سجّل الدخول من جديد.</translation>
    </message>
</context>
<context>
    <name>pc::words::Roles</name>
    <message>
        <source>parent or guardian</source>
        <translation>ولي أمر</translation>
    </message>
    <message>
        <source>staff</source>
        <translation>من العاملين في المدرسة</translation>
    </message>
    <message>
        <source>administrator</source>
        <translation>مسؤول</translation>
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
            <numerusform>لا كلمة هنا. في ورقة الاسترداد 24 كلمة، أو ست. قارن بورقتك من فضلك.</numerusform>
            <numerusform>هذه كلمة واحدة. في ورقة الاسترداد 24 كلمة، أو ست. قارن بورقتك من فضلك.</numerusform>
            <numerusform>هاتان كلمتان. في ورقة الاسترداد 24 كلمة، أو ست. قارن بورقتك من فضلك.</numerusform>
            <numerusform>هذه %Ln كلمات. في ورقة الاسترداد 24 كلمة، أو ست. قارن بورقتك من فضلك.</numerusform>
            <numerusform>هذه %Ln كلمة. في ورقة الاسترداد 24 كلمة، أو ست. قارن بورقتك من فضلك.</numerusform>
            <numerusform>هذه %Ln كلمة. في ورقة الاسترداد 24 كلمة، أو ست. قارن بورقتك من فضلك.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>These are %n words; your recovery sheet has %1. Please add those that are missing.</source>
        <translation>
            <numerusform>لا كلمة هنا؛ في ورقة الاسترداد %1. أضف ما ينقص من فضلك.</numerusform>
            <numerusform>هذه كلمة واحدة؛ في ورقة الاسترداد %1. أضف ما ينقص من فضلك.</numerusform>
            <numerusform>هاتان كلمتان؛ في ورقة الاسترداد %1. أضف ما ينقص من فضلك.</numerusform>
            <numerusform>هذه %Ln كلمات؛ في ورقة الاسترداد %1. أضف ما ينقص من فضلك.</numerusform>
            <numerusform>هذه %Ln كلمة؛ في ورقة الاسترداد %1. أضف ما ينقص من فضلك.</numerusform>
            <numerusform>هذه %Ln كلمة؛ في ورقة الاسترداد %1. أضف ما ينقص من فضلك.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>These are %n words; your recovery sheet has %1. Please take out what is too much.</source>
        <translation>
            <numerusform>لا كلمة هنا؛ في ورقة الاسترداد %1. احذف ما يزيد من فضلك.</numerusform>
            <numerusform>هذه كلمة واحدة؛ في ورقة الاسترداد %1. احذف ما يزيد من فضلك.</numerusform>
            <numerusform>هاتان كلمتان؛ في ورقة الاسترداد %1. احذف ما يزيد من فضلك.</numerusform>
            <numerusform>هذه %Ln كلمات؛ في ورقة الاسترداد %1. احذف ما يزيد من فضلك.</numerusform>
            <numerusform>هذه %Ln كلمة؛ في ورقة الاسترداد %1. احذف ما يزيد من فضلك.</numerusform>
            <numerusform>هذه %Ln كلمة؛ في ورقة الاسترداد %1. احذف ما يزيد من فضلك.</numerusform>
        </translation>
    </message>
    <message>
        <source>These are not your six words. One may be another word, or two may have changed places. If you have made a newer recovery sheet, only that one counts. Nothing was changed.</source>
        <translation>هذه ليست كلماتك الست. قد تكون إحداها كلمة أخرى، أو تبادلت اثنتان مكانيهما. وإن كنت قد أنشأت ورقة استرداد أحدث، فهي وحدها الصالحة. لم يتغيّر شيء.</translation>
    </message>
    <message>
        <source>This is a recovery sheet, but not your present one. Only the one that was made last counts: please look for it, or make a new one. Nothing was changed.</source>
        <translation>هذه ورقة استرداد، لكنها ليست ورقتك الحالية. الصالحة هي آخر ورقة أُنشئت وحدها: ابحث عنها، أو أنشئ واحدة جديدة. لم يتغيّر شيء.</translation>
    </message>
    <message>
        <source>This is a recovery sheet, but not your present one. Only the one that was made last counts: please look for it. Your messages are still kept.</source>
        <translation>هذه ورقة استرداد، لكنها ليست ورقتك الحالية. الصالحة هي آخر ورقة أُنشئت وحدها: ابحث عنها من فضلك. رسائلك ما زالت محفوظة.</translation>
    </message>
    <message>
        <source>This is a recovery sheet, but not the one for the messages on this computer. Please look for the one that was made last. Your messages are still here.</source>
        <translation>هذه ورقة استرداد، لكنها ليست ورقة الرسائل على هذا الحاسوب. ابحث عن آخر ورقة أُنشئت. رسائلك ما زالت هنا.</translation>
    </message>
    <message>
        <source>There is no recovery sheet for you at the school&apos;s server just now. Nothing was changed; please go back and add this computer by another one of yours.</source>
        <translation>لا توجد لك الآن ورقة استرداد في خادم المدرسة. لم يتغيّر شيء؛ ارجع وأضف هذا الحاسوب بواسطة حاسوب آخر لك.</translation>
    </message>
    <message>
        <source>There are no tries left for now. Your messages are still kept; please try again later.</source>
        <translation>لم تبق محاولات الآن. رسائلك ما زالت محفوظة؛ حاول من جديد لاحقًا.</translation>
    </message>
    <message>
        <source>What the school&apos;s server has does not belong to this recovery sheet. Nothing was changed on this computer. Please keep the sheet and tell the school.</source>
        <translation>ما لدى خادم المدرسة لا يخص ورقة الاسترداد هذه. لم يتغيّر شيء على هذا الحاسوب. احتفظ بالورقة وأخبر المدرسة من فضلك.</translation>
    </message>
    <message>
        <source>The school&apos;s server is busy, or this computer has too little memory free. Nothing is lost: please close other programs, then try again.</source>
        <translation>خادم المدرسة مشغول، أو أن الذاكرة الفارغة في هذا الحاسوب قليلة. لم يضع شيء: أغلق برامج أخرى ثم حاول من جديد.</translation>
    </message>
    <message numerus="yes">
        <source>%n words</source>
        <comment>of a recovery sheet, so far</comment>
        <translation>
            <numerusform>لا كلمات</numerusform>
            <numerusform>كلمة واحدة</numerusform>
            <numerusform>كلمتان</numerusform>
            <numerusform>%Ln كلمات</numerusform>
            <numerusform>%Ln كلمة</numerusform>
            <numerusform>%Ln كلمة</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 words</source>
        <translation>%1 من %2 كلمة</translation>
    </message>
    <message>
        <source>Word %1, “%2”, is on no recovery sheet. Please look at it again.</source>
        <translation>الكلمة %1، «%2»، لا توجد في أي ورقة استرداد. انظر إليها من جديد.</translation>
    </message>
    <message>
        <source>Each word can stand on a recovery sheet, but together they are none: probably one was misread, or two have changed places. Please compare each with your sheet.</source>
        <translation>كل كلمة يمكن أن تكون في ورقة استرداد، لكنها معًا ليست ورقة: لعل إحداها قُرئت خطأً، أو تبادلت اثنتان مكانيهما. قارن كل كلمة بورقتك.</translation>
    </message>
    <message>
        <source>This computer has too little memory free for this. Nothing was changed: please close other programs, then try again.</source>
        <translation>الذاكرة الفارغة في هذا الحاسوب لا تكفي لهذا. لم يتغيّر شيء: أغلق برامج أخرى ثم حاول من جديد.</translation>
    </message>
    <message>
        <source>No recovery sheet was made on this computer, so none opens the messages here. They stay as they are.</source>
        <translation>لم تُنشأ ورقة استرداد على هذا الحاسوب، فلا ورقة تفتح الرسائل هنا. وهي تبقى كما هي.</translation>
    </message>
    <message>
        <source>This cannot be done just now. Nothing was changed; please try again in a moment.</source>
        <translation>لا يمكن هذا الآن. لم يتغيّر شيء؛ حاول من جديد بعد لحظة.</translation>
    </message>
    <message>
        <source>Your messages are only on the computers where you read them. If they are all lost, your messages are, too.</source>
        <translation>رسائلك موجودة فقط على الحواسيب التي تقرؤها عليها. إذا ضاعت كلها ضاعت رسائلك أيضًا.</translation>
    </message>
    <message>
        <source>Your messages are kept for your other computers, sealed: the school cannot read them.</source>
        <translation>تُحفظ رسائلك لحواسيبك الأخرى مختومةً: لا تستطيع المدرسة قراءتها.</translation>
    </message>
    <message>
        <source>This is waiting just now. What was kept until now stays, and the rest follows by itself. %1</source>
        <comment>%1 is a sentence that says why</comment>
        <translation>هذا في الانتظار الآن. ما حُفظ حتى الآن يبقى، والباقي يتبع من تلقاء نفسه. %1</translation>
    </message>
    <message numerus="yes">
        <source>%n messages still have to be added.</source>
        <translation>
            <numerusform>لا رسائل باقية للإضافة.</numerusform>
            <numerusform>بقيت رسالة واحدة للإضافة.</numerusform>
            <numerusform>بقيت رسالتان للإضافة.</numerusform>
            <numerusform>بقيت %Ln رسائل للإضافة.</numerusform>
            <numerusform>بقيت %Ln رسالة للإضافة.</numerusform>
            <numerusform>بقيت %Ln رسالة للإضافة.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was added yet.</source>
        <translation>لم يُضف شيء بعد.</translation>
    </message>
    <message>
        <source>Bringing back your messages… %1</source>
        <translation>جارٍ استرداد رسائلك… %1</translation>
    </message>
    <message>
        <source>You have no recovery sheet yet. It is a sheet of paper that brings your messages back when no computer of yours is left.</source>
        <translation>ليست لديك ورقة استرداد بعد. إنها ورقة تعيد رسائلك عندما لا يبقى لك أي حاسوب.</translation>
    </message>
    <message>
        <source>Your recovery sheet has 24 words.</source>
        <translation>في ورقة الاسترداد الخاصة بك 24 كلمة.</translation>
    </message>
    <message>
        <source>Your recovery sheet is six words that you know.</source>
        <translation>ورقة الاسترداد الخاصة بك ست كلمات تحفظها.</translation>
    </message>
    <message>
        <source>%1 Made on %2.</source>
        <comment>%1 is a sentence like &apos;Your recovery sheet has 24 words.&apos;, %2 a day</comment>
        <translation>%1 أُنشئت في %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n tries are left today.</source>
        <translation>
            <numerusform>لم تبق محاولات اليوم.</numerusform>
            <numerusform>بقيت محاولة واحدة اليوم.</numerusform>
            <numerusform>بقيت محاولتان اليوم.</numerusform>
            <numerusform>بقيت %Ln محاولات اليوم.</numerusform>
            <numerusform>بقيت %Ln محاولة اليوم.</numerusform>
            <numerusform>بقيت %Ln محاولة اليوم.</numerusform>
        </translation>
    </message>
    <message>
        <source>Last brought up to date: %1</source>
        <comment>%1 is a date with a time</comment>
        <translation>آخر تحديث: %1</translation>
    </message>
    <message>
        <source>There are no tries left for now. Your messages are still kept. You can try again from this time on: %1</source>
        <comment>%1 is a date with a time</comment>
        <translation>لم تبق محاولات الآن. رسائلك ما زالت محفوظة. يمكنك أن تحاول من جديد ابتداءً من: %1</translation>
    </message>
</context>
<context>
    <name>pc::words::Status</name>
    <message>
        <source>No connection. You can go on reading and writing.</source>
        <translation>لا اتصال. يمكنك متابعة القراءة والكتابة.</translation>
    </message>
    <message numerus="yes">
        <source>No connection. You can go on writing: %n messages will leave by themselves.</source>
        <translation>
            <numerusform>لا اتصال. يمكنك متابعة الكتابة.</numerusform>
            <numerusform>لا اتصال. يمكنك متابعة الكتابة: ستغادر رسالة واحدة من تلقاء نفسها.</numerusform>
            <numerusform>لا اتصال. يمكنك متابعة الكتابة: ستغادر رسالتان من تلقاء نفسيهما.</numerusform>
            <numerusform>لا اتصال. يمكنك متابعة الكتابة: ستغادر %Ln رسائل من تلقاء نفسها.</numerusform>
            <numerusform>لا اتصال. يمكنك متابعة الكتابة: ستغادر %Ln رسالة من تلقاء نفسها.</numerusform>
            <numerusform>لا اتصال. يمكنك متابعة الكتابة: ستغادر %Ln رسالة من تلقاء نفسها.</numerusform>
        </translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>جارٍ الاتصال…</translation>
    </message>
    <message numerus="yes">
        <source>Connecting… %n messages will leave then.</source>
        <translation>
            <numerusform>جارٍ الاتصال…</numerusform>
            <numerusform>جارٍ الاتصال… ثم تغادر رسالة واحدة.</numerusform>
            <numerusform>جارٍ الاتصال… ثم تغادر رسالتان.</numerusform>
            <numerusform>جارٍ الاتصال… ثم تغادر %Ln رسائل.</numerusform>
            <numerusform>جارٍ الاتصال… ثم تغادر %Ln رسالة.</numerusform>
            <numerusform>جارٍ الاتصال… ثم تغادر %Ln رسالة.</numerusform>
        </translation>
    </message>
    <message>
        <source>Fetching what is new…</source>
        <translation>جارٍ جلب الجديد…</translation>
    </message>
    <message numerus="yes">
        <source>Fetching what is new: %n messages to go.</source>
        <translation>
            <numerusform>جارٍ جلب الجديد.</numerusform>
            <numerusform>جارٍ جلب الجديد: بقيت رسالة واحدة.</numerusform>
            <numerusform>جارٍ جلب الجديد: بقيت رسالتان.</numerusform>
            <numerusform>جارٍ جلب الجديد: بقيت %Ln رسائل.</numerusform>
            <numerusform>جارٍ جلب الجديد: بقيت %Ln رسالة.</numerusform>
            <numerusform>جارٍ جلب الجديد: بقيت %Ln رسالة.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>لا أحد</numerusform>
            <numerusform>شخص واحد</numerusform>
            <numerusform>شخصان</numerusform>
            <numerusform>%Ln أشخاص</numerusform>
            <numerusform>%Ln شخصًا</numerusform>
            <numerusform>%Ln شخص</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>28 families, 2 teachers</comment>
        <translation>%1، %2</translation>
    </message>
    <message numerus="yes">
        <source>%n families</source>
        <translation>
            <numerusform>لا عائلات</numerusform>
            <numerusform>عائلة واحدة</numerusform>
            <numerusform>عائلتان</numerusform>
            <numerusform>%Ln عائلات</numerusform>
            <numerusform>%Ln عائلة</numerusform>
            <numerusform>%Ln عائلة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n teachers</source>
        <translation>
            <numerusform>لا معلّمين</numerusform>
            <numerusform>معلّم واحد</numerusform>
            <numerusform>معلّمان</numerusform>
            <numerusform>%Ln معلّمين</numerusform>
            <numerusform>%Ln معلّمًا</numerusform>
            <numerusform>%Ln معلّم</numerusform>
        </translation>
    </message>
    <message>
        <source>Online</source>
        <translation>متصل</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>بعيد</translation>
    </message>
    <message>
        <source>Last seen today at %1</source>
        <translation>آخر ظهور اليوم %1</translation>
    </message>
    <message>
        <source>Last seen: %1, %2</source>
        <comment>day, time of day</comment>
        <translation>آخر ظهور: %1، %2</translation>
    </message>
    <message>
        <source>%1 · only they can read this</source>
        <comment>%1 is like &apos;28 families, 2 teachers&apos;</comment>
        <translation>%1 · هم فقط من يقرأ هذا</translation>
    </message>
    <message>
        <source>Only the two of you can read this</source>
        <translation>أنتما فقط من يقرأ هذا</translation>
    </message>
    <message>
        <source>%1 · only the two of you can read this</source>
        <comment>%1 is like &apos;Online&apos;</comment>
        <translation>%1 · أنتما فقط من يقرأ هذا</translation>
    </message>
    <message>
        <source>Setting up… messages wait</source>
        <translation>يجري الإعداد… تنتظر الرسائل</translation>
    </message>
    <message>
        <source>Messages are waiting · see why and try again</source>
        <translation>الرسائل بالانتظار · انظر السبب وأعد المحاولة</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is slow. Messages come and go all the same, but days and times may look wrong. Please set its date, time and time zone.</source>
        <translation>ساعة هذا الحاسوب متأخرة. الرسائل تصل وتُرسل كالمعتاد، لكن قد تظهر الأيام والأوقات خطأً. اضبط التاريخ والوقت والمنطقة الزمنية.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is fast. Messages come and go all the same, but days and times may look wrong. Please set its date, time and time zone.</source>
        <translation>ساعة هذا الحاسوب متقدمة. الرسائل تصل وتُرسل كالمعتاد، لكن قد تظهر الأيام والأوقات خطأً. اضبط التاريخ والوقت والمنطقة الزمنية.</translation>
    </message>
    <message>
        <source>Messages are waiting · see who reads here</source>
        <translation>الرسائل تنتظر · انظر من يقرأ هنا</translation>
    </message>
    <message numerus="yes">
        <source>Your school keeps messages for %n days now. Older ones are deleted from this computer on %1. Would you like to keep them? “Save all messages” in the menu does it.</source>
        <translation>
            <numerusform>لا تحتفظ مدرستك الآن بالرسائل أي يوم. تُحذف الأقدم من هذا الحاسوب في %1. أتريد الاحتفاظ بها؟ استخدم «حفظ كل الرسائل» في القائمة.</numerusform>
            <numerusform>تحتفظ مدرستك الآن بالرسائل يومًا واحدًا. تُحذف الأقدم من هذا الحاسوب في %1. أتريد الاحتفاظ بها؟ استخدم «حفظ كل الرسائل» في القائمة.</numerusform>
            <numerusform>تحتفظ مدرستك الآن بالرسائل يومين. تُحذف الأقدم من هذا الحاسوب في %1. أتريد الاحتفاظ بها؟ استخدم «حفظ كل الرسائل» في القائمة.</numerusform>
            <numerusform>تحتفظ مدرستك الآن بالرسائل %Ln أيام. تُحذف الأقدم من هذا الحاسوب في %1. أتريد الاحتفاظ بها؟ استخدم «حفظ كل الرسائل» في القائمة.</numerusform>
            <numerusform>تحتفظ مدرستك الآن بالرسائل %Ln يومًا. تُحذف الأقدم من هذا الحاسوب في %1. أتريد الاحتفاظ بها؟ استخدم «حفظ كل الرسائل» في القائمة.</numerusform>
            <numerusform>تحتفظ مدرستك الآن بالرسائل %Ln يوم. تُحذف الأقدم من هذا الحاسوب في %1. أتريد الاحتفاظ بها؟ استخدم «حفظ كل الرسائل» في القائمة.</numerusform>
        </translation>
    </message>
</context>
</TS>
