<?php
// Controller/Token/Index.php of a module Vafa_Club whose routes.xml has frontName="club": data-token-url="/club/token".
// The secret is in app/etc/env.php: 'vafa' => ['token_secret' => '…'].

declare(strict_types=1);

namespace Vafa\Club\Controller\Token;

use Magento\Customer\Model\Session;
use Magento\Framework\App\Action\HttpGetActionInterface;
use Magento\Framework\App\DeploymentConfig;
use Magento\Framework\Controller\Result\JsonFactory;
use Magento\Framework\Controller\Result\RawFactory;
use Magento\Framework\Controller\ResultInterface;

class Index implements HttpGetActionInterface
{
    public function __construct(
        private Session $session,
        private DeploymentConfig $config,
        private JsonFactory $json,
        private RawFactory $raw
    ) {
    }

    public function execute(): ResultInterface
    {
        if (!$this->session->isLoggedIn()) {
            return $this->raw->create()->setHttpResponseCode(204)->setHeader('Cache-Control', 'no-store', true);
        }
        $payload = json_encode(['sub' => (string) $this->session->getCustomerId(), 'name' => $this->session->getCustomer()->getName(), 'iat' => time()]);
        $signed = 'v1.' . rtrim(strtr(base64_encode($payload), '+/', '-_'), '=');
        $token = $signed . '.' . hash_hmac('sha256', $signed, (string) $this->config->get('vafa/token_secret'));
        return $this->json->create()->setData(['token' => $token])->setHeader('Cache-Control', 'no-store', true);
    }
}
