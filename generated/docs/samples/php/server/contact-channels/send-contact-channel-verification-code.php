<?php

$curl = curl_init('https://api.hexclave.com/api/v1/contact-channels/3241a285-8329-4d69-8f3d-316e08cf140c/b3d396b8-c574-4c80-97b3-50031675ceb2/send-verification-code');
curl_setopt_array($curl, [
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_POST => true,
    CURLOPT_HTTPHEADER => [
        'X-Hexclave-Access-Type: server',
        'X-Hexclave-Project-Id: <your project UUID>',
        'X-Hexclave-Secret-Server-Key: ssk_<your secret server key>',
        'Content-Type: application/json',
    ],
    CURLOPT_POSTFIELDS => json_encode([
        'callback_url' => 'https://example.com/verify',
    ]),
]);
$content = curl_exec($curl);
if ($content === false) {
    throw new RuntimeException(curl_error($curl));
}
$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
if ($status >= 400) {
    throw new RuntimeException("$status $content");
}

print_r(json_decode($content, true));
