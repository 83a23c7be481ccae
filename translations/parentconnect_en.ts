<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ConversationText</name>
    <message numerus="yes">
        <source>%n families</source>
        <translation>
            <numerusform>%Ln family</numerusform>
            <numerusform>%Ln families</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message numerus="yes">
        <source>%n people are typing…</source>
        <translation>
            <numerusform>%Ln person is typing…</numerusform>
            <numerusform>%Ln people are typing…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimelineText</name>
    <message numerus="yes">
        <source>%n new</source>
        <comment>messages</comment>
        <translation>
            <numerusform>%Ln new</numerusform>
            <numerusform>%Ln new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n messages are on their way</source>
        <translation>
            <numerusform>%Ln message is on its way</numerusform>
            <numerusform>%Ln messages are on their way</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pc::account::InviteDialog</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%Ln day</numerusform>
            <numerusform>%Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Write %n letters</source>
        <translation>
            <numerusform>Write %Ln letter</numerusform>
            <numerusform>Write %Ln letters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s) written. Whoever has one is confirmed as the person in it: hand them out yourself, or send them by post.</source>
        <translation>
            <numerusform>%Ln letter is written. Whoever has it is confirmed as the person in it: hand it out yourself, or send it by post.</numerusform>
            <numerusform>%Ln letters are written. Whoever has one is confirmed as the person in it: hand them out yourself, or send them by post.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pc::compose::Composer</name>
    <message numerus="yes">
        <source>%n characters too many for one message. Nothing is lost; please shorten or split it.</source>
        <translation>
            <numerusform>%Ln character too many for one message. Nothing is lost; please shorten or split it.</numerusform>
            <numerusform>%Ln characters too many for one message. Nothing is lost; please shorten or split it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n characters left</source>
        <translation>
            <numerusform>%Ln character left</numerusform>
            <numerusform>%Ln characters left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pc::ui::ConversationListModel</name>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%Ln unread</numerusform>
            <numerusform>%Ln unread</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pc::ui::JumpButton</name>
    <message numerus="yes">
        <source>To the latest message, %n new</source>
        <translation>
            <numerusform>To the latest message, %Ln new</numerusform>
            <numerusform>To the latest message, %Ln new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pc::ui::ReadersText</name>
    <message numerus="yes">
        <source>%n computers</source>
        <translation>
            <numerusform>%Ln computer</numerusform>
            <numerusform>%Ln computers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pc::window::CopyDialog</name>
    <message numerus="yes">
        <source>%n message(s) are in “%1”.</source>
        <translation>
            <numerusform>%n message is in “%1”.</numerusform>
            <numerusform>%n messages are in “%1”.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pc::window::Notices</name>
    <message numerus="yes">
        <source>%n new messages</source>
        <translation>
            <numerusform>%Ln new message</numerusform>
            <numerusform>%Ln new messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pc::window::ReadersWords</name>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%Ln person</numerusform>
            <numerusform>%Ln people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n computers</source>
        <translation>
            <numerusform>%Ln computer</numerusform>
            <numerusform>%Ln computers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Access of %n people who left is being closed. What you write leaves right after that.</source>
        <translation>
            <numerusform>Access of %Ln person who left is being closed. What you write leaves right after that.</numerusform>
            <numerusform>Access of %Ln people who left is being closed. What you write leaves right after that.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people have no computer here yet. They can read what is written after they have signed in, and nothing from before: please write that again then.</source>
        <translation>
            <numerusform>%Ln person has no computer here yet. They can read what is written after they have signed in, and nothing from before: please write that again then.</numerusform>
            <numerusform>%Ln people have no computer here yet. They can read what is written after they have signed in, and nothing from before: please write that again then.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The computers of %n people are not the ones you knew. What you write waits until you have had a look.</source>
        <translation>
            <numerusform>The computers of %n person are not the ones you knew. What you write waits until you have had a look.</numerusform>
            <numerusform>The computers of %n people are not the ones you knew. What you write waits until you have had a look.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people here are not called as they were. The school has not confirmed that: if in doubt, ask them in another way.</source>
        <translation>
            <numerusform>%n person here is not called as they were. The school has not confirmed that: if in doubt, ask them in another way.</numerusform>
            <numerusform>%n people here are not called as they were. The school has not confirmed that: if in doubt, ask them in another way.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pc::window::Tray</name>
    <message numerus="yes">
        <source>ParentConnect: %n new messages</source>
        <translation>
            <numerusform>ParentConnect: %Ln new message</numerusform>
            <numerusform>ParentConnect: %Ln new messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pc::words::Sheet</name>
    <message numerus="yes">
        <source>These are %n words. A recovery sheet has 24, or six. Please compare them with yours.</source>
        <translation>
            <numerusform>This is %Ln word. A recovery sheet has 24, or six. Please compare it with yours.</numerusform>
            <numerusform>These are %Ln words. A recovery sheet has 24, or six. Please compare them with yours.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>These are %n words; your recovery sheet has %1. Please add those that are missing.</source>
        <translation>
            <numerusform>This is %Ln word; your recovery sheet has %1. Please add those that are missing.</numerusform>
            <numerusform>These are %Ln words; your recovery sheet has %1. Please add those that are missing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>These are %n words; your recovery sheet has %1. Please take out what is too much.</source>
        <translation>
            <numerusform>This is %Ln word; your recovery sheet has %1. Please take out what is too much.</numerusform>
            <numerusform>These are %Ln words; your recovery sheet has %1. Please take out what is too much.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n words</source>
        <comment>of a recovery sheet, so far</comment>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n messages still have to be added.</source>
        <translation>
            <numerusform>%Ln message still has to be added.</numerusform>
            <numerusform>%Ln messages still have to be added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tries are left today.</source>
        <translation>
            <numerusform>%Ln try is left today.</numerusform>
            <numerusform>%Ln tries are left today.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pc::words::Status</name>
    <message numerus="yes">
        <source>No connection. You can go on writing: %n messages will leave by themselves.</source>
        <translation>
            <numerusform>No connection. You can go on writing: %Ln message will leave by itself.</numerusform>
            <numerusform>No connection. You can go on writing: %Ln messages will leave by themselves.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Connecting… %n messages will leave then.</source>
        <translation>
            <numerusform>Connecting… %Ln message will leave then.</numerusform>
            <numerusform>Connecting… %Ln messages will leave then.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fetching what is new: %n messages to go.</source>
        <translation>
            <numerusform>Fetching what is new: %Ln message to go.</numerusform>
            <numerusform>Fetching what is new: %Ln messages to go.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%Ln person</numerusform>
            <numerusform>%Ln people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n families</source>
        <translation>
            <numerusform>%Ln family</numerusform>
            <numerusform>%Ln families</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n teachers</source>
        <translation>
            <numerusform>%Ln teacher</numerusform>
            <numerusform>%Ln teachers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Your school keeps messages for %n days now. Older ones are deleted from this computer on %1. Would you like to keep them? “Save all messages” in the menu does it.</source>
        <translation>
            <numerusform>Your school keeps messages for %Ln day now. Older ones are deleted from this computer on %1. Would you like to keep them? “Save all messages” in the menu does it.</numerusform>
            <numerusform>Your school keeps messages for %Ln days now. Older ones are deleted from this computer on %1. Would you like to keep them? “Save all messages” in the menu does it.</numerusform>
        </translation>
    </message>
</context>
</TS>
