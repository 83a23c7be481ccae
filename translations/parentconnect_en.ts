<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>ConversationText</name>
        <message numerus="yes">
            <source>%n families</source>
            <translation>
                <numerusform>%n family</numerusform>
                <numerusform>%n families</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Sentences</name>
        <message numerus="yes">
            <source>%n people are typing…</source>
            <translation>
                <numerusform>%n person is typing…</numerusform>
                <numerusform>%n people are typing…</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TimelineText</name>
        <message numerus="yes">
            <source>%n new</source>
            <comment>messages</comment>
            <translation>
                <numerusform>%n new</numerusform>
                <numerusform>%n new</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n messages are on their way</source>
            <translation>
                <numerusform>%n message is on its way</numerusform>
                <numerusform>%n messages are on their way</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pc::compose::Composer</name>
        <message numerus="yes">
            <source>%n characters too many for one message. Nothing is lost; please shorten or split it.</source>
            <translation>
                <numerusform>%n character too many for one message. Nothing is lost; please shorten or split it.</numerusform>
                <numerusform>%n characters too many for one message. Nothing is lost; please shorten or split it.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n characters left</source>
            <translation>
                <numerusform>%n character left</numerusform>
                <numerusform>%n characters left</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pc::ui::ConversationListModel</name>
        <message numerus="yes">
            <source>%n unread</source>
            <translation>
                <numerusform>%n unread</numerusform>
                <numerusform>%n unread</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pc::ui::JumpButton</name>
        <message numerus="yes">
            <source>To the latest message, %n new</source>
            <translation>
                <numerusform>To the latest message, %n new</numerusform>
                <numerusform>To the latest message, %n new</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pc::window::Notices</name>
        <message numerus="yes">
            <source>%n new messages</source>
            <translation>
                <numerusform>%n new message</numerusform>
                <numerusform>%n new messages</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pc::window::Tray</name>
        <message numerus="yes">
            <source>ParentConnect: %n new messages</source>
            <translation>
                <numerusform>ParentConnect: %n new message</numerusform>
                <numerusform>ParentConnect: %n new messages</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pc::words::Status</name>
        <message numerus="yes">
            <source>No connection. You can go on writing: %n messages will leave by themselves.</source>
            <translation>
                <numerusform>No connection. You can go on writing: %n message will leave by itself.</numerusform>
                <numerusform>No connection. You can go on writing: %n messages will leave by themselves.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Connecting… %n messages will leave then.</source>
            <translation>
                <numerusform>Connecting… %n message will leave then.</numerusform>
                <numerusform>Connecting… %n messages will leave then.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Fetching what is new: %n messages to go.</source>
            <translation>
                <numerusform>Fetching what is new: %n message to go.</numerusform>
                <numerusform>Fetching what is new: %n messages to go.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n people</source>
            <translation>
                <numerusform>%n person</numerusform>
                <numerusform>%n people</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n families</source>
            <translation>
                <numerusform>%n family</numerusform>
                <numerusform>%n families</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n teachers</source>
            <translation>
                <numerusform>%n teacher</numerusform>
                <numerusform>%n teachers</numerusform>
            </translation>
        </message>
    </context>
</TS>
